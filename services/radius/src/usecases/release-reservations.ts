import type { Clock, SecretBox } from "@isp/kernel";
import type { Transact } from "@isp/db";
import type { Mailboxes, Radius, Subscriptions } from "./ports.ts";

const reservedForMs = 15 * 60_000;
const atOnce = 100;

/**
 * Gives names back whose subscription was never registered. Only plans' explicit word does that:
 * while it is silent, a reservation stays. True when there may be more at once.
 */
export function releaseReservations({
  look,
  transact,
  subscriptions,
  mailboxes,
  box,
  clock,
}: {
  readonly look: Transact<Pick<Radius, "logins">>;
  readonly transact: Transact<Pick<Radius, "logins">>;
  readonly subscriptions: Subscriptions;
  readonly mailboxes: Mailboxes;
  readonly box: SecretBox;
  readonly clock: Clock;
}): () => Promise<boolean> {
  return async () => {
    const before = new Date(clock.now().getTime() - reservedForMs);
    const old = await look(({ logins }) => logins.reservedBefore(before, atOnce));
    if (old.length === 0) return false;
    const existing = await subscriptions.existing(old.map(({ subscriptionId }) => subscriptionId));
    const orphans = old.filter(({ subscriptionId }) => !existing.has(subscriptionId));
    for (const { id } of orphans) {
      // Also where no mailbox is known: mail may have reserved one and its answer was lost.
      await mailboxes.release(id, box.digest(`release mailbox ${id}`));
      await transact(async ({ logins }) => {
        const login = await logins.lock(id);
        if (login?.state === "reserved") await logins.remove(id);
      });
    }
    return orphans.length === atOnce;
  };
}
