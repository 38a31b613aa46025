import type { common, plans } from "@isp/contracts";
import type { Clock } from "@isp/kernel";
import type { Decision, StepAnswer } from "@isp/messaging";
import {
  type FineTerms,
  historyOf,
  type StatusChange,
  type SubscriptionTerms,
} from "../domain/subscription-terms.ts";
import { chargeFine } from "./charge-fine.ts";
import type { Billing } from "./ports.ts";

/**
 * Keeps billing's copy of what a subscription pays, and since when it bills or does not (R3); of a plan
 * change or a transfer, of the successor as well. A fact that a later one overtook still counts for the
 * days it speaks of: two changes may cross on their way, and both were decided.
 */
export async function followSubscription(
  scope: Billing,
  decision: Decision,
  clock: Clock,
): Promise<StepAnswer> {
  const { subscription, successor, operationId, isOvertaken } = decision;
  const bills = subscription.status?.bills ?? false;
  const change = await keep(scope, subscription, decision);
  const receipts = [receipt(subscription, bills, change.fromOn, clock.now())];
  if (successor !== null) {
    const first = await keep(scope, successor, { ...decision, operationKind: "register" });
    receipts.push(receipt(successor, first.bills, first.fromOn, clock.now()));
  }
  receipts.push(...(await chargeFine(scope, decision, clock)));
  if (operationId === "") return { state: "applied", receipts: [] };
  if (isOvertaken && successor === null) return { state: "superseded", receipts: [] };
  return { state: "applied", receipts };
}

async function keep(
  { terms }: Billing,
  subscription: plans.Subscription,
  { operationKind, effectiveOn }: Pick<Decision, "operationKind" | "effectiveOn">,
): Promise<StatusChange> {
  const { id, version, startOn, status } = subscription;
  const known = await terms.lock(id);
  if (known === null || known.version < version) await terms.save(toTerms(subscription, known));
  const begins = operationKind === "register" || operationKind === "enable";
  const fromOn = begins ? startOn : effectiveOn;
  const change = { version, begins, startOn, fromOn, bills: status?.bills ?? false };
  await terms.addChange(id, change);
  await terms.saveHistory(id, historyOf(await terms.changes(id)));
  return change;
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

/** Billing's copy of what plans says; what billing itself has billed since is kept. */
export function toTerms(
  subscription: plans.Subscription,
  known: SubscriptionTerms | null,
): SubscriptionTerms {
  const { billedThroughOn, endedOn, plan } = subscription;
  const { dueDayId, paymentFormId, debitAccountId, predecessorId } = subscription;
  return {
    subscriptionId: subscription.id,
    version: subscription.version,
    businessUnitId: subscription.businessUnitId,
    customerId: subscription.customerId,
    number: subscription.number,
    ...planTerms(plan),
    startOn: subscription.startOn,
    trialDays: subscription.trialDays,
    priceCents: subscription.priceCents,
    payableCents: subscription.payableCents,
    advanceBilling: subscription.advanceBilling,
    // What was given at registration counts until billing itself has billed further.
    billedThroughOn: known?.billedThroughOn ?? (billedThroughOn === "" ? null : billedThroughOn),
    lastClosingOn: known?.lastClosingOn ?? null,
    carriedThroughOn: known?.carriedThroughOn ?? null,
    endedOn: endedOn === "" ? null : endedOn,
    dueDayId,
    paymentFormId,
    debitAccountId,
    predecessorId,
    ...fineTerms(subscription.contract),
  };
}

function planTerms(plan: plans.Subscription["plan"]) {
  const { included = 0, additionalFeeCents = 0n } = plan?.mailboxes ?? {};
  return {
    planName: plan?.name ?? "",
    mailboxesIncluded: included,
    mailboxFeeCents: additionalFeeCents,
  };
}

function fineTerms(contract: plans.Contract | undefined): FineTerms {
  const { installFeeCents = 0n, installments = 0, validityMonths = 0 } = contract ?? {};
  const { expiresOn = "", cancellationFormula: fineFormula = "" } = contract ?? {};
  return {
    installFeeCents,
    installments,
    validityMonths,
    expiresOn: expiresOn === "" ? null : expiresOn,
    fineFormula,
  };
}
