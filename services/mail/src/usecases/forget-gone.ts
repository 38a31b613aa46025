import { mailEvents } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { type Clock, followService, isGone } from "@isp/kernel";
import { quarantineMs } from "../domain/mailbox.ts";
import { mailboxFact } from "../events/published.ts";
import type { Mail } from "./ports.ts";

const atOnce = 100;

/**
 * Forgets mailboxes that were given up thirty days ago: their addresses are free again, and what they
 * held is for their server to destroy (D13). True when there may be more.
 */
export function forgetGone(
  look: Transact<Mail>,
  transact: Transact<Mail>,
  clock: Clock,
): () => Promise<boolean> {
  return async () => {
    const now = clock.now();
    const before = new Date(now.getTime() - quarantineMs);
    await look(({ moves }) => moves.forget(before));
    const gone = await look(({ mailboxes }) => mailboxes.goneBefore(before, atOnce));
    for (const { id } of gone) {
      await transact(async ({ mailboxes, storages, outbox }) => {
        const mailbox = await mailboxes.lock(id, "all");
        if (!isGone(mailbox) || mailbox.wanted.at >= before) return;
        const { storageId, address, subscriptionId, customerId, businessUnitId } = mailbox;
        const of = { mailboxId: id, address, subscriptionId, customerId, businessUnitId };
        await storages.add({ id: storageId, ...of, sealedAt: mailbox.wanted.at, keepUntil: now });
        await mailboxes.remove(id);
        const deleted = followService(mailbox, "deleted", now, "");
        if (deleted === mailbox) return;
        const fact = mailEvents.mailbox.of("deleted");
        await outbox.add(fact, mailboxFact(deleted, ""), { aggregateId: id });
      });
    }
    return gone.length === atOnce;
  };
}
