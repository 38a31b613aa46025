import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { changed, type Mailbox } from "../domain/mailbox.ts";
import { quotaFor } from "../domain/offer.ts";
import { keepChanged, requireAlive } from "./keep-mailbox.ts";
import type { Mail, ReadSubscription, Units } from "./ports.ts";

export type ChangeQuota = (
  request: WriteRequest,
  target: { readonly id: string; readonly quotaMb: number },
  units: Units,
) => Promise<Mailbox>;

type Dependencies = {
  readonly look: Transact<Mail>;
  readonly transact: Transact<Mail>;
  readonly clock: Clock;
  readonly readSubscription: ReadSubscription;
};

/** Sets a mailbox's quota, up to what its plan gives (C83). */
export function changeQuota(dependencies: Dependencies): ChangeQuota {
  const { look, transact, clock, readSubscription } = dependencies;
  return async (request, { id, quotaMb }, units) => {
    const seen = await look(({ mailboxes }) => mailboxes.find(id, units));
    const { terms } = await readSubscription(seen.subscriptionId);
    return transact(async (scope) => {
      const now = clock.now();
      const mailbox = requireAlive(await scope.mailboxes.lock(id, units));
      const { done } = await scope.requests.claim(request, id, now);
      if (done) return mailbox;
      const fitting = { quotaMb: quotaFor(terms, quotaMb) };
      const next = changed(mailbox, fitting, { now, hasServer: scope.hasServer });
      await keepChanged(scope, next);
      await scope.requests.finish(request, now);
      return next;
    });
  };
}
