import { mailEvents } from "@isp/contracts";
import { isGone } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import type { Mailbox } from "../domain/mailbox.ts";
import { mailboxFact } from "../events/published.ts";
import type { Mail } from "./ports.ts";

type Kept = Pick<Mail, "mailboxes" | "outbox">;

/** Saves a mailbox and says so. */
export async function keepChanged(
  { mailboxes, outbox }: Kept,
  mailbox: Mailbox,
  fact: "changed" | "moved" | "deleted" = "changed",
): Promise<void> {
  await mailboxes.save(mailbox);
  await outbox.add(mailEvents.mailbox.of(fact), mailboxFact(mailbox, ""), {
    aggregateId: mailbox.id,
  });
}

/** Says how a mailbox was found on its servers; what they read of it stays as it is. */
export async function noteFound({ mailboxes, outbox }: Kept, mailbox: Mailbox): Promise<void> {
  await mailboxes.note(mailbox);
  await outbox.add(mailEvents.mailbox.of("changed"), mailboxFact(mailbox, ""), {
    aggregateId: mailbox.id,
  });
}

/** The oldest mailbox that is left of a subscription becomes its main one. */
export async function promoteOldest(scope: Kept, subscriptionId: string): Promise<void> {
  const held = await scope.mailboxes.lockOfSubscription(subscriptionId);
  const next = held.find((mailbox) => !isGone(mailbox) && mailbox.wanted.state !== "reserved");
  if (next === undefined) return;
  await keepChanged(scope, { ...next, isMain: true, version: next.version + 1n });
}

/** Refuses what was given up, and what is only reserved. */
export function requireAlive(mailbox: Mailbox): Mailbox {
  if (!isGone(mailbox)) return mailbox;
  throw refuse.mailbox_not_found(`${mailbox.address} was given up.`);
}
