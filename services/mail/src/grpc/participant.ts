import type { common } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import { previewOf } from "../usecases/preview.ts";
import { refuse } from "../domain/errors.ts";
import { toItem } from "../events/published.ts";
import type { Mail } from "../usecases/ports.ts";

const largestPage = 1_000;

/** `look` reads without a transaction: a preview waits for nobody. */
export function participant(
  look: Transact<Mail>,
  transact: Transact<Mail>,
): Handlers<typeof common.OperationParticipantService> {
  return {
    async preview(request) {
      const { subscriptionId } = given(request.from);
      const held = await look(({ mailboxes }) => mailboxes.ofSubscription(subscriptionId));
      return previewOf(held, request);
    },
    async retry({ operationId }) {
      // Without a mail server a step stands as it was answered; saying so again reaches plans anew.
      await transact(async ({ steps }) => {
        const step = await steps.find(operationId);
        if (step === null) return;
        const { state, receipts, problem } = step;
        await steps.answer(step, { state, receipts, ...(problem && { problem }) });
      });
      return {};
    },
    async takeSecrets({ operationId }) {
      return { secrets: [...(await transact(({ secrets }) => secrets.take(operationId)))] };
    },
    async listItems({ subscriptionIds, customerIds, pageSize, pageToken }, caller) {
      const limit = Math.min(pageSize > 0 ? pageSize : largestPage, largestPage);
      const { units } = caller;
      const found = await look(({ mailboxes }) =>
        mailboxes.list({ subscriptionIds, customerIds, units, after: pageToken, limit }),
      );
      const nextPageToken = found.length < limit ? "" : (found.at(-1)?.id ?? "");
      return { items: found.map(toItem), nextPageToken };
    },
  };
}

function given(side: common.OperationSide | undefined): common.OperationSide {
  if (side !== undefined) return side;
  throw refuse.side_missing("A preview says of which subscription.", {
    fields: [{ pointer: "/from", detail: "is missing" }],
  });
}
