import { mailEvents } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { type Clock, followService, isGone } from "@isp/kernel";
import { type Mailbox, pendingReason } from "../domain/mailbox.ts";
import { mailboxFact } from "../events/published.ts";
import type { Mail } from "./ports.ts";

export type DeleteLoginMailbox = (loginId: string) => Promise<void>;

/**
 * Gives up the mailbox of a login that was deleted (C87); its address and content are kept for thirty
 * days (D13). The oldest of those that are left is main then. Repeating it changes nothing.
 */
export function deleteLoginMailbox(transact: Transact<Mail>, clock: Clock): DeleteLoginMailbox {
  return (loginId) =>
    transact(async (scope) => {
      const found = await scope.mailboxes.lockOfLogin(loginId);
      if (found === null || isGone(found)) return;
      if (found.wanted.state === "reserved") return scope.mailboxes.remove(found.id);
      const now = clock.now();
      const deleted = followService(found, "deleted", now, pendingReason(found, scope.hasServer));
      await keep(scope, { ...deleted, isMain: false }, "deleted");
      if (found.isMain) await promote(scope, found.subscriptionId);
    });
}

async function promote(scope: Mail, subscriptionId: string): Promise<void> {
  const held = await scope.mailboxes.lockOfSubscription(subscriptionId);
  const next = held.find((mailbox) => !isGone(mailbox) && mailbox.wanted.state !== "reserved");
  if (next === undefined) return;
  await keep(scope, { ...next, isMain: true, version: next.version + 1n }, "changed");
}

async function keep(
  { mailboxes, outbox }: Mail,
  mailbox: Mailbox,
  fact: "changed" | "deleted",
): Promise<void> {
  await mailboxes.save(mailbox);
  await outbox.add(mailEvents.mailbox.of(fact), mailboxFact(mailbox, ""), {
    aggregateId: mailbox.id,
  });
}
