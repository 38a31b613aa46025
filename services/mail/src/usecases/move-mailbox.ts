import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, generatePassword, isGone, moveItem } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import { type Mailbox, pendingReason } from "../domain/mailbox.ts";
import { domainOf } from "../domain/settings.ts";
import { checkOffer, quotaFor } from "../domain/offer.ts";
import { handOver } from "./hand-over.ts";
import { keepChanged, requireAlive } from "./keep-mailbox.ts";
import type { HashPassword, Mail, MailSubscription, ReadSubscription, Units } from "./ports.ts";

export type Moved = {
  readonly mailbox: Mailbox;
  /** What another customer logs in with, said once; empty where the password stays. */
  readonly password: string;
};

export type MoveMailbox = (
  request: WriteRequest,
  move: { readonly id: string; readonly subscriptionId: string; readonly withContent: boolean },
  units: Units,
) => Promise<Moved>;

type Dependencies = {
  readonly transact: Transact<Mail>;
  readonly clock: Clock;
  readonly hash: HashPassword;
  readonly readSubscription: ReadSubscription;
};

/**
 * Hangs a mailbox under another subscription of its customer or of another one (C80). To another
 * customer it goes with a new password and, unless asked for, empty: the former owner's mail is sealed.
 */
export function moveMailbox(dependencies: Dependencies): MoveMailbox {
  const { transact, clock, hash, readSubscription } = dependencies;
  return async (request, { id, subscriptionId, withContent }, units) => {
    const target = await readSubscription(subscriptionId);
    if (units !== "all" && !units.includes(target.businessUnitId)) {
      throw refuse.subscription_not_found(`There is no subscription ${subscriptionId}.`);
    }
    const password = generatePassword();
    const passwordHash = await hash(password);
    return transact(async (scope) => {
      const now = clock.now();
      const mailbox = requireAlive(await scope.mailboxes.lock(id, units));
      const { done } = await scope.requests.claim(request, id, now);
      if (done) return { mailbox, password: "" };
      await checkMove(scope, mailbox, target);
      const moved = underTarget(scope, mailbox, target, now);
      const isHandedOver = mailbox.customerId !== target.customerId;
      await dropAliases(scope, moved, isHandedOver ? [] : target.mailDomains);
      const sides = { before: mailbox, moved, passwordHash, withContent };
      const kept = isHandedOver ? await handOver(scope, sides, now) : moved;
      await keepChanged(scope, kept, "moved");
      await scope.requests.finish(request, now);
      return { mailbox: kept, password: isHandedOver ? password : "" };
    });
  };
}

async function checkMove(
  { mailboxes, services }: Mail,
  mailbox: Mailbox,
  target: MailSubscription,
): Promise<void> {
  const { address, isAdditional } = mailbox;
  if (mailbox.subscriptionId === target.id) throw refuse.there_already(`${address} hangs there.`);
  if (mailbox.loginId !== null) {
    throw refuse.of_a_login(`${address} goes with its login; it is not moved alone.`);
  }
  if (mailbox.isMain) throw refuse.is_main(`${address} is the main mailbox; it stays.`);
  if (mailbox.businessUnitId !== target.businessUnitId) {
    throw refuse.other_unit(`${address} stays in its business unit.`);
  }
  const service = (await services.lock(target.id)) ?? target.service;
  if (service === "released") {
    throw refuse.subscription_ended("The subscription has ended; nothing new hangs under it.");
  }
  const { terms, mailDomains, options } = target;
  const present = await mailboxes.lockOfSubscription(target.id);
  const included = present.filter((other) => !isGone(other) && !other.isAdditional);
  checkOffer({ ...terms, mailDomains, options, isAdditional }, address, included.length);
}

function underTarget(
  { hasServer }: Mail,
  mailbox: Mailbox,
  target: MailSubscription,
  now: Date,
): Mailbox {
  const { id: subscriptionId, customerId, businessUnitId, service, terms } = target;
  const place = { subscriptionId, customerId, businessUnitId };
  const about = { now, pendingReason: pendingReason(mailbox, hasServer) };
  const most = quotaFor(terms, 0);
  const quotaMb = Math.min(mailbox.quotaMb, most);
  return { ...moveItem(mailbox, place, service, about), quotaMb };
}

/** What was written to the former owner's other names, or under domains that stay with him, is not the new one's. */
async function dropAliases({ aliases }: Mail, { id }: Mailbox, kept: readonly string[]) {
  const present = await aliases.of(id);
  const gone = present.filter((address) => !kept.includes(domainOf(address)));
  await aliases.remove(id, gone);
}
