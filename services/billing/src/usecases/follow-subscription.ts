import type { common, plans } from "@isp/contracts";
import type { Clock } from "@isp/kernel";
import type { Decision, StepAnswer } from "@isp/messaging";
import { rebased, type SubscriptionTerms, withChange } from "../domain/subscription-terms.ts";
import type { Billing } from "./ports.ts";

/** Keeps billing's copy of what a subscription pays, and since when it bills or does not (R3). */
export async function followSubscription(
  { terms }: Billing,
  { subscription, operationId, operationKind, effectiveOn }: Decision,
  clock: Clock,
): Promise<StepAnswer> {
  const { id, startOn, status } = subscription;
  const known = await terms.lock(id);
  await terms.save(toTerms(subscription, known));
  const now = clock.now();
  const bills = status?.bills ?? false;
  // Days before it was put into service are never billed (R20): its history begins with that act.
  const begins = known === null || operationKind === "register" || operationKind === "enable";
  const changedOn = begins ? startOn : effectiveOn;
  const history = begins ? [] : rebased((await terms.history([id])).get(id) ?? [], startOn);
  await terms.saveHistory(id, withChange(history, { fromOn: changedOn, bills }));
  if (operationId === "") return { state: "applied", receipts: [] };
  return { state: "applied", receipts: [receipt(subscription, bills, changedOn, now)] };
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
