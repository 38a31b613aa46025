import { type CivilDate, type Centavos, dayOfMonth, daysBetween, later } from "@isp/kernel";
import { activated, type Contract } from "./contract.ts";
import { type Discount, payable } from "./discount.ts";
import { refuse } from "./errors.ts";
import type { Plan, PlanTerms } from "./plan.ts";
import { type Status, status } from "./status.ts";

export const suspensionReasons = [
  "default",
  "customer-request",
  "technical",
  "fraud",
  "court-order",
] as const;
export type SuspensionReason = (typeof suspensionReasons)[number];

export type Suspension = {
  readonly reason: SuspensionReason;
  readonly operationId: string;
  readonly on: CivilDate;
  readonly at: Date;
};

/** What the servers do for it; changed only by operations (DESIGN 4). */
export type ServiceState = "off" | "on" | "suspended" | "released";

/** A plan that a customer took. */
export type Subscription = {
  readonly id: string;
  readonly version: bigint;
  readonly businessUnitId: string;
  readonly customerId: string;
  readonly number: bigint;
  readonly plan: PlanTerms;
  readonly priceVersionId: string;
  readonly status: Status;
  readonly service: ServiceState;
  readonly startOn: CivilDate;
  readonly priceCents: Centavos;
  readonly discount: Discount | null;
  readonly payableCents: Centavos;
  readonly trialDays: number;
  readonly advanceBilling: boolean;
  readonly billedThroughOn: CivilDate | null;
  readonly routingPointId: string;
  readonly salespersonId: string;
  readonly paymentFormId: string;
  readonly dueDayId: string;
  readonly debitAccountId: string;
  readonly notes: string;
  readonly suspensions: readonly Suspension[];
  readonly endedOn: CivilDate | null;
  readonly registeredAt: Date;
  /** Null where it was sold before contracts were kept. */
  readonly contract: Contract | null;
  /** A line; empty where it is the customer's own address. */
  readonly installationAddress: string;
  /** One version per tab (C45), so that two operators may edit two tabs. */
  readonly detailVersion: bigint;
  readonly billingVersion: bigint;
  readonly contractVersion: bigint;
  /** What the servers carry; `plan` is what is billed (C46). */
  readonly carriedPlan: PlanTerms;
  readonly drift: Drift | null;
  /** The subscription that it replaced or was transferred from, and the one that came after; or empty. */
  readonly predecessorId: string;
  readonly successorId: string;
  readonly cancellationReasonId: string;
  readonly edits: TabEdits;
};

/** Since when it is billed as another plan than the servers carry, and by whose edit. */
export type Drift = { readonly since: Date; readonly by: string };

/** Who edited a tab last, so that the next one is told whose edit he would overwrite. */
export type TabEdits = {
  readonly [Tab in "detail" | "billing" | "contract"]?: { readonly by: string; readonly at: Date };
};

export type Sale = {
  readonly id: string;
  readonly number: bigint;
  readonly customerId: string;
  readonly status: Status;
  readonly startOn: CivilDate;
  readonly discount: Discount | null;
  readonly advanceBilling: boolean;
  readonly billedThroughOn: CivilDate | null;
  readonly routingPointId: string;
  readonly salespersonId: string;
  readonly paymentFormId: string;
  readonly dueDayId: string;
  readonly debitAccountId: string;
  readonly notes: string;
  readonly registeredAt: Date;
  readonly contract: Contract | null;
  readonly installationAddress: string;
};

/** Registers a sale at the plan's price of today (R19). */
export function sell(sale: Sale, plan: Plan, closingDay: number): Subscription {
  return {
    ...sale,
    version: 1n,
    businessUnitId: plan.businessUnitId,
    plan: plan.terms,
    priceVersionId: plan.priceVersionId,
    service: sale.status.key === "enabled" ? "on" : "off",
    priceCents: plan.priceCents,
    payableCents: payable(plan.priceCents, sale.discount),
    trialDays: trialDaysOf(plan, sale.startOn, closingDay),
    suspensions: [],
    endedOn: null,
    detailVersion: 1n,
    billingVersion: 1n,
    contractVersion: 1n,
    carriedPlan: plan.terms,
    drift: null,
    predecessorId: "",
    successorId: "",
    cancellationReasonId: "",
    edits: {},
  };
}

/** The plan's trial days, or the days up to the first closing when that is more (C28, D5). */
function trialDaysOf(plan: Plan, startOn: CivilDate, closingDay: number): number {
  if (!plan.proportionalTrial) return plan.trialDays;
  const thisMonth = dayOfMonth(startOn, 0, closingDay);
  const firstClosing = startOn <= thisMonth ? thisMonth : dayOfMonth(startOn, 1, closingDay);
  return Math.max(plan.trialDays, daysBetween(startOn, firstClosing));
}

/** Puts a waiting subscription into service; the day becomes its start (R20). */
export function enable(subscription: Subscription, on: CivilDate): Subscription {
  if (subscription.service !== "off") {
    throw refuse.already_enabled(`Subscription ${subscription.number} is in service already.`);
  }
  const { contract } = subscription;
  return {
    ...next(subscription),
    status: status("enabled"),
    service: "on",
    startOn: on,
    contract: contract === null ? null : activated(contract, on),
  };
}

/** Suspends on servers and in billing (C51); reasons stand side by side (D12). */
export function suspend(subscription: Subscription, suspension: Suspension): Subscription {
  const { service, suspensions, number } = subscription;
  if (service !== "on" && service !== "suspended") {
    throw refuse.not_in_service(`Subscription ${number} is not in service.`);
  }
  if (suspensions.some(({ reason }) => reason === suspension.reason)) {
    throw refuse.already_suspended(
      `Subscription ${number} is suspended for ${suspension.reason} already.`,
      { details: { reason: suspension.reason } },
    );
  }
  return {
    ...next(subscription),
    status: status("suspended"),
    service: "suspended",
    suspensions: [...suspensions, suspension],
  };
}

/** Lifts one reason; service returns when none is left. */
export function resume(subscription: Subscription, reason: SuspensionReason): Subscription {
  const suspensions = subscription.suspensions.filter((held) => held.reason !== reason);
  if (suspensions.length === subscription.suspensions.length) {
    throw refuse.not_suspended(
      `Subscription ${subscription.number} is not suspended for ${reason}.`,
      { details: { reason } },
    );
  }
  if (suspensions.length > 0) return { ...next(subscription), suspensions };
  return { ...next(subscription), suspensions, status: status("enabled"), service: "on" };
}

export const next = (subscription: Subscription): Subscription => ({
  ...subscription,
  version: subscription.version + 1n,
  // What an operation or an edit changes is shown in the detail tab.
  detailVersion: subscription.detailVersion + 1n,
});

/** The first day an act may bear: not before the subscription began, nor before its latest suspension. */
export function earliestActOn({ startOn, suspensions }: Subscription): CivilDate {
  return suspensions.reduce((latest, { on }) => later(latest, on), startOn);
}
