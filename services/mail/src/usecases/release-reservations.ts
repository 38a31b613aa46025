import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { InService, Mail } from "./ports.ts";

const reservedForMs = 15 * 60_000;
const atOnce = 100;

/**
 * Gives addresses back whose reservation nobody took up, such as one whose answer radius never heard.
 * Only plans' word does that: while it is silent, a reservation stays. True when there may be more.
 */
export function releaseReservations(
  look: Transact<Mail>,
  transact: Transact<Mail>,
  inService: InService,
  clock: Clock,
): () => Promise<boolean> {
  return async () => {
    const oldest = new Date(clock.now().getTime() - reservedForMs);
    const old = await look(({ mailboxes }) => mailboxes.reservedBefore(oldest, atOnce));
    if (old.length === 0) return false;
    const taken = await inService(old.map(({ subscriptionId }) => subscriptionId));
    const orphans = old.filter(({ subscriptionId }) => !taken.has(subscriptionId));
    for (const { id } of orphans) {
      await transact(async ({ mailboxes }) => {
        const mailbox = await mailboxes.lock(id, "all");
        if (mailbox.wanted.state === "reserved") await mailboxes.remove(id);
      });
    }
    return orphans.length === atOnce;
  };
}
