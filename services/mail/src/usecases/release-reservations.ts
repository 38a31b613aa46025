import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { InService, Mail } from "./ports.ts";

const reservedForMs = 15 * 60_000;
const atOnce = 100;

/**
 * Gives addresses back whose reservation nobody took up, such as one whose answer radius never heard.
 * Only plans' word does that: while it is silent, a reservation stays. Those for a day that lies ahead
 * stay too, so everything is looked through and not only what is oldest.
 */
export function releaseReservations(
  look: Transact<Mail>,
  transact: Transact<Mail>,
  inService: InService,
  clock: Clock,
): () => Promise<void> {
  return async () => {
    const oldest = new Date(clock.now().getTime() - reservedForMs);
    let after: string | undefined = "";
    while (after !== undefined) after = await releasePage(oldest, after);
  };

  /** Answers where the next page begins, if there is one. */
  async function releasePage(before: Date, after: string): Promise<string | undefined> {
    const page = { after, limit: atOnce };
    const old = await look(({ mailboxes }) => mailboxes.reservedBefore(before, page));
    if (old.length === 0) return undefined;
    const taken = await inService(old.map(({ subscriptionId }) => subscriptionId));
    for (const { id, subscriptionId } of old) {
      if (!taken.has(subscriptionId)) await release(transact, id);
    }
    return old.length < atOnce ? undefined : old.at(-1)?.id;
  }
}

async function release(transact: Transact<Mail>, id: string): Promise<void> {
  await transact(async ({ mailboxes }) => {
    const mailbox = await mailboxes.lock(id, "all");
    if (mailbox.wanted.state === "reserved") await mailboxes.remove(id);
  });
}
