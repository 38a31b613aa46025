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
  const unit = await lists.findUnit(businessUnitId);
  const isNew = known === null || known.startOn !== startOn;
  const changedOn = isNew ? startOn : effectiveOn || civilDateIn(unit?.timeZone ?? "UTC", now);
  const history = isNew ? [] : ((await terms.history([id])).get(id) ?? []);
  const bills = status?.bills ?? false;
  const changed = withChange(history, { fromOn: changedOn, bills });
  if (changed !== history) await terms.saveHistory(id, changed);
  if (operationId === "") return { state: "applied", receipts: [] };
  const receipt: common.Receipt = {
    itemId: id,
    itemKind: "subscription",
    itemName: subscription.number.toString(),
    action: bills ? "billed" : "unbilled",
    server: "billing",
    detail: `${bills ? "bills" : "does not bill"} after ${changedOn}`,
    at: now,
  };
  return { state: "applied", receipts: [receipt] };
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
