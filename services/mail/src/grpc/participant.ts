import type { common } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import { toItem } from "../events/published.ts";
import type { Mail } from "../usecases/ports.ts";

const largestPage = 1_000;

export function participant(
  transact: Transact<Mail>,
): Handlers<typeof common.OperationParticipantService> {
  return {
    async preview({ from, kind }) {
      const held = await transact(({ mailboxes }) =>
        mailboxes.lockOfSubscription(from?.subscriptionId ?? ""),
      );
      const effects = held.map((mailbox) => ({
        itemId: mailbox.id,
        itemKind: "mailbox",
        itemName: mailbox.address,
        itemVersion: mailbox.version,
        action: kind === "cancel" || kind === "delete" ? "released" : "moved",
        detail: "",
      }));
      return { effects, warnings: [], conflicts: [] };
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
      const found = await transact(({ mailboxes }) =>
        mailboxes.list({ subscriptionIds, customerIds, units, after: pageToken, limit }),
      );
      const nextPageToken = found.length < limit ? "" : (found.at(-1)?.id ?? "");
      return { items: found.map(toItem), nextPageToken };
    },
  };
}
