import type { Clock, SecretBox } from "@isp/kernel";
import type { Transact } from "@isp/db";
import type { Mailboxes, Radius, Subscriptions } from "./ports.ts";
import { releaseLogin } from "./release-access.ts";

const reservedForMs = 15 * 60_000;
const atOnce = 100;

type Dependencies = {
  readonly look: Transact<Pick<Radius, "logins">>;
  readonly transact: Transact<Pick<Radius, "logins">>;
  readonly subscriptions: Subscriptions;
  readonly mailboxes: Mailboxes;
  readonly box: SecretBox;
  readonly clock: Clock;
};

/**
 * Gives names back whose subscription was never registered. Only plans' explicit word does that:
 * while it is silent, a reservation stays. Those for a day that lies ahead stay too, so everything is
 * looked through and not only what is oldest.
 */
export function releaseReservations(dependencies: Dependencies): () => Promise<void> {
  return async () => {
    const before = new Date(dependencies.clock.now().getTime() - reservedForMs);
    let after: string | undefined = "";
    while (after !== undefined) after = await releasePage(dependencies, before, after);
  };
}

/** Answers where the next page begins, if there is one. */
async function releasePage(
  { look, subscriptions, ...releasing }: Dependencies,
  before: Date,
  after: string,
): Promise<string | undefined> {
  const old = await look(({ logins }) => logins.reservedBefore(before, { after, limit: atOnce }));
  if (old.length === 0) return undefined;
  const existing = await subscriptions.existing(old.map(({ subscriptionId }) => subscriptionId));
  const orphans = old.filter(({ subscriptionId }) => !existing.has(subscriptionId));
  for (const { id } of orphans) await releaseLogin(releasing, id);
  return old.length < atOnce ? undefined : old.at(-1)?.id;
}
