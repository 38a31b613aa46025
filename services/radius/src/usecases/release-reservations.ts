import type { Clock, SecretBox } from "@isp/kernel";
import type { Transact } from "@isp/db";
import type { Mailboxes, Radius, Subscriptions } from "./ports.ts";
import { releaseLogin } from "./release-access.ts";

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
    for (const { id } of orphans) await releaseLogin({ transact, mailboxes, box }, id);
    return orphans.length === atOnce;
  };
}
