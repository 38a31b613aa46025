import { mailEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, followService, newId, newItemState } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import {
  checkAddress,
  checkPassword,
  type Mailbox,
  type MailboxSettings,
  pendingReason,
  plainSettings,
} from "../domain/mailbox.ts";
import { checkOffer, quotaFor, type Offer } from "../domain/offer.ts";
import { checkCopyDomain, checkSettings, domainOf } from "../domain/settings.ts";
import { mailboxFact } from "../events/published.ts";
import type { HashPassword, Mail, MailSubscription, ReadSubscription, Units } from "./ports.ts";

export type NewMailbox = {
  readonly subscriptionId: string;
  readonly address: string;
  readonly password: string;
  readonly isAdditional: boolean;
  /** 0 asks for the plan's. */
  readonly quotaMb: number;
  readonly isHeld: boolean;
  readonly settings?: MailboxSettings;
};

export type Created = { readonly mailbox: Mailbox; readonly additionalFeeCents: bigint };

export type CreateMailbox = (
  request: WriteRequest,
  wanted: NewMailbox,
  units: Units,
) => Promise<Created>;

type Dependencies = {
  readonly transact: Transact<Mail>;
  readonly clock: Clock;
  readonly hash: HashPassword;
  readonly readSubscription: ReadSubscription;
};

/** Creates a mailbox under a subscription, included in its plan or for the monthly fee (C72, R15). */
export function createMailbox(dependencies: Dependencies): CreateMailbox {
  const { transact, clock, hash, readSubscription } = dependencies;
  return async (request, wanted, units) => {
    const address = wanted.address.trim().toLowerCase();
    checkAddress(address);
    checkPassword(wanted.password);
    const subscription = await readSubscription(wanted.subscriptionId);
    if (units !== "all" && !units.includes(subscription.businessUnitId)) {
      throw refuse.subscription_not_found(`There is no subscription ${wanted.subscriptionId}.`);
    }
    const passwordHash = await hash(wanted.password);
    return transact(async (scope) => {
      const now = clock.now();
      const { resultId, done } = await scope.requests.claim(request, newId(now), now);
      const offer = offerOf(subscription, wanted.isAdditional);
      if (done) return { mailbox: await scope.mailboxes.find(resultId, units), ...feeOf(offer) };
      const asked = { ...wanted, address };
      const made = await build(scope, { id: resultId, asked, subscription, offer }, now);
      const mailbox = { ...made, passwordHash };
      await scope.mailboxes.add(mailbox);
      const fact = mailEvents.mailbox.of("created");
      await scope.outbox.add(fact, mailboxFact(mailbox, ""), { aggregateId: mailbox.id });
      await scope.requests.finish(request, now);
      return { mailbox, ...feeOf(offer) };
    });
  };
}

function offerOf({ terms, mailDomains, options }: MailSubscription, isAdditional: boolean): Offer {
  return { ...terms, mailDomains, options, isAdditional };
}

const feeOf = ({ isAdditional, additionalFeeCents }: Offer) => ({
  additionalFeeCents: isAdditional ? additionalFeeCents : 0n,
});

async function checkedSettings(
  mailboxes: Mail["mailboxes"],
  { settings = plainSettings, address }: NewMailbox,
  { mailDomains }: MailSubscription,
): Promise<MailboxSettings> {
  const checked = checkSettings(settings, address);
  const domain = domainOf(checked.copyTo);
  if (checked.copyTo !== "")
    checkCopyDomain(checked.copyTo, mailDomains, await mailboxes.hasDomain(domain));
  return checked;
}

type Asked = {
  readonly id: string;
  readonly asked: NewMailbox;
  readonly subscription: MailSubscription;
  readonly offer: Offer;
};

async function build(
  { mailboxes, services, hasServer }: Mail,
  { id, asked, subscription, offer }: Asked,
  now: Date,
): Promise<Omit<Mailbox, "passwordHash">> {
  // What was heard here counts: it may be newer than what plans was asked for before.
  const service = (await services.lock(subscription.id)) ?? subscription.service;
  if (service === "released") {
    throw refuse.subscription_ended("The subscription has ended; nothing new hangs under it.");
  }
  const alive = await mailboxes.lockAlive(subscription.id);
  checkOffer(offer, asked.address, alive.included);
  const reason = pendingReason(asked, hasServer);
  const state = newItemState("reserved", now, reason);
  const { customerId, businessUnitId } = subscription;
  return {
    ...followService(state, service, now, reason),
    // Its first state, however it was reached: a fact of version 1.
    version: 1n,
    ...(await checkedSettings(mailboxes, asked, subscription)),
    appliedAccess: "",
    id,
    subscriptionId: subscription.id,
    customerId,
    businessUnitId,
    address: asked.address,
    loginId: null,
    isAdditional: asked.isAdditional,
    isMain: !alive.hasMain,
    isHeld: asked.isHeld,
    quotaMb: quotaFor(offer, asked.quotaMb),
    storageId: id,
    // It waits for its subscription, not for a sale that may never come to be.
    reservedAt: null,
  };
}
