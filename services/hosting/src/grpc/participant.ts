import type { common } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import { refuse } from "../domain/errors.ts";
import { previewOf } from "../usecases/preview.ts";
import type { HostedItems } from "../usecases/items/all.ts";
import type { RetryOperation } from "../usecases/retry-operation.ts";
import type { Hosting } from "../usecases/ports.ts";

const largestPage = 1_000;

/** `look` reads without a transaction: a preview waits for nobody. */
export function participant(
  items: HostedItems,
  look: Transact<Hosting>,
  transact: Transact<Hosting>,
  retry: RetryOperation,
): Handlers<typeof common.OperationParticipantService> {
  return {
    async preview(request) {
      const { subscriptionId } = given(request.from);
      const present = await look((scope) => items.present(scope, subscriptionId));
      return previewOf(present, request);
    },
    async retry({ operationId }) {
      await retry(operationId);
      return {};
    },
    async takeSecrets({ operationId }) {
      return { secrets: [...(await transact(({ secrets }) => secrets.take(operationId)))] };
    },
    async listItems({ subscriptionIds, customerIds, pageSize, pageToken }, caller) {
      const limit = Math.min(pageSize > 0 ? pageSize : largestPage, largestPage);
      const filter = { subscriptionIds, customerIds, units: caller.units, after: pageToken, limit };
      const found = await look((scope) => items.list(scope, filter));
      const nextPageToken = found.length < limit ? "" : (found.at(-1)?.id ?? "");
      return { items: [...found], nextPageToken };
    },
  };
}

function given(side: common.OperationSide | undefined): common.OperationSide {
  if (side !== undefined) return side;
  throw refuse.side_missing("A preview says of which subscription.", {
    fields: [{ pointer: "/from", detail: "is missing" }],
  });
}
