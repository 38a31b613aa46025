import type { common } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { type Caller, type Handlers, sees } from "@isp/rpc";
import { refuse } from "../domain/errors.ts";
import { previewOf } from "../usecases/preview.ts";
import { ipItemOf, itemOf } from "../events/published.ts";
import type { Radius } from "../usecases/ports.ts";
import { paged, pageLimit } from "./paging.ts";
import { given } from "./request.ts";

const everyItem = 1_000;

type Touched = Pick<Radius, "logins" | "ips" | "steps" | "secrets">;

/** `look` reads without a transaction: a preview waits for nobody. */
export function operationParticipant(
  look: Transact<Touched>,
  transact: Transact<Touched>,
): Handlers<typeof common.OperationParticipantService> {
  return {
    async preview(request) {
      const subscriptionIds = [given(request.from, "from").subscriptionId];
      const query = { subscriptionIds, customerIds: [], after: "", limit: everyItem };
      const logins = await look((scope) => scope.logins.page(query));
      const ips = await look((scope) => scope.ips.page(query));
      return previewOf(logins, ips, request);
    },
    async retry({ operationId }) {
      await transact(async ({ steps }) => {
        const step = await steps.find(operationId);
        if (step === null)
          throw refuse.operation_not_found(`radius knows of no operation ${operationId}.`);
        if (step.state !== "pending" && step.state !== "refused") return;
        await steps.answer(step, { state: "pending", receipts: step.receipts });
      });
      return {};
    },
    async takeSecrets({ operationId }) {
      return { secrets: [...(await transact(({ secrets }) => secrets.take(operationId)))] };
    },
    async listItems({ subscriptionIds, customerIds, pageSize, pageToken }, caller) {
      const limit = pageLimit(pageSize);
      const query = { subscriptionIds, customerIds, after: pageToken, limit: limit + 1 };
      const logins = await look((scope) => scope.logins.page(query));
      const ips = await look((scope) => scope.ips.page(query));
      // A reservation is not an item yet: its subscription may never be registered.
      const found = [
        ...logins.map((login) => ({ ...itemOf(login), isThere: login.state === "live" })),
        ...ips.map((ip) => ({ ...ipItemOf(ip), isThere: ip.wanted.state !== "deleted" })),
      ].toSorted((one, other) => (one.id < other.id ? -1 : 1));
      const { rows, nextPageToken } = paged(found.slice(0, limit + 1), limit);
      return { items: rows.flatMap((row) => shown(row, caller)), nextPageToken };
    },
  };
}

function shown(
  { isThere, ...item }: common.Item & { readonly isThere: boolean },
  caller: Caller,
): common.Item[] {
  return isThere && sees(caller, item.businessUnitId) ? [item] : [];
}
