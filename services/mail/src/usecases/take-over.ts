import type { plans } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { type Clock, followService } from "@isp/kernel";
import { importedServices } from "@isp/messaging";
import { type Mailbox, pendingReason } from "../domain/mailbox.ts";
import type { Mail } from "./ports.ts";

export type TakeOver = (
  subscriptions: readonly plans.Subscription[],
) => Promise<readonly Mailbox[]>;

/** Lets the mailboxes of imported subscriptions live; resolves with all that they have. */
export function takeOver(transact: Transact<Mail>, clock: Clock): TakeOver {
  return (subscriptions) =>
    transact(async (scope) => {
      const now = clock.now();
      const services = await importedServices(scope, "mail-subscriptions", subscriptions);
      const held = await scope.mailboxes.lockOfSubscriptions(subscriptions.map(({ id }) => id));
      const followed = held.map((mailbox) => {
        const service = services.get(mailbox.subscriptionId);
        if (service === undefined || mailbox.wanted.state !== "reserved") return mailbox;
        const next = followService(mailbox, service, now, pendingReason(mailbox, scope.hasServer));
        return next === mailbox ? mailbox : { ...next, reservedAt: null };
      });
      await scope.mailboxes.saveAll(followed.filter((mailbox, index) => mailbox !== held[index]));
      return followed;
    });
}
