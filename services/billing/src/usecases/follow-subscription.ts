import type { common, plans } from "@isp/contracts";
import { type Clock, civilDateIn } from "@isp/kernel";
import type { Decision, StepAnswer } from "@isp/messaging";
import { type SubscriptionTerms, withChange } from "../domain/subscription-terms.ts";
import type { Billing } from "./ports.ts";

/** Keeps billing's copy of what a subscription pays, and since when it bills or does not (R3). */
export async function followSubscription(
  { terms, lists }: Billing,
  { subscription, operationId, effectiveOn }: Decision,
  clock: Clock,
): Promise<StepAnswer> {
  const { id, businessUnitId, startOn, status } = subscription;
  const known = await terms.lock(id);
  await terms.save(toTerms(subscription, known));
  const now = clock.now();
  const bills = status?.bills ?? false;
  // A new start begins the history anew: nothing before it is ever billed (R20).
  const isNew = known?.startOn !== startOn;
  const changedOn = isNew ? startOn : effectiveOn || (await today(lists, businessUnitId, now));
  const history = isNew ? undefined : (await terms.history([id])).get(id);
  await terms.saveHistory(id, withChange(history ?? [], { fromOn: changedOn, bills }));
  if (operationId === "") return { state: "applied", receipts: [] };
  return { state: "applied", receipts: [receipt(subscription, bills, changedOn, now)] };
}

async function today(lists: Billing["lists"], businessUnitId: string, now: Date) {
  const unit = await lists.findUnit(businessUnitId);
  return civilDateIn(unit?.timeZone ?? "UTC", now);
}

function receipt(
  { id, number }: plans.Subscription,
  bills: boolean,
  changedOn: string,
  at: Date,
): common.Receipt {
  return {
    itemId: id,
    itemKind: "subscription",
    itemName: number.toString(),
    action: bills ? "billed" : "unbilled",
    server: "billing",
    detail: `${bills ? "bills" : "does not bill"} after ${changedOn}`,
    at,
  };
}

function toTerms(
  subscription: plans.Subscription,
  known: SubscriptionTerms | null,
): SubscriptionTerms {
  const { billedThroughOn, endedOn, plan } = subscription;
  const { dueDayId, paymentFormId, debitAccountId } = subscription;
  return {
    subscriptionId: subscription.id,
    version: subscription.version,
    businessUnitId: subscription.businessUnitId,
    customerId: subscription.customerId,
    number: subscription.number,
    planName: plan?.name ?? "",
    startOn: subscription.startOn,
    trialDays: subscription.trialDays,
    priceCents: subscription.priceCents,
    payableCents: subscription.payableCents,
    advanceBilling: subscription.advanceBilling,
    // What was given at registration counts until billing itself has billed further.
    billedThroughOn: known?.billedThroughOn ?? (billedThroughOn === "" ? null : billedThroughOn),
    lastClosingOn: known?.lastClosingOn ?? null,
    endedOn: endedOn === "" ? null : endedOn,
    dueDayId,
    paymentFormId,
    debitAccountId,
  };
}
