import { type CivilDate, type Centavos, dayOfMonth, daysBetween, later } from "@isp/kernel";
import { activated, type Contract } from "./contract.ts";
import { type Discount, payable } from "./discount.ts";
import { refuse } from "./errors.ts";
import type { Plan, PlanTerms } from "./plan.ts";
import { findStatus, type Status, status } from "./status.ts";

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

export type DetailEdit = {
  readonly startOn?: CivilDate | undefined;
  readonly trialDays?: number | undefined;
  readonly status?: string | undefined;
  readonly advanceBilling?: boolean | undefined;
  readonly routingPointId?: string | undefined;
};

/** Corrects the record. Servers do not follow (C46), so it cannot reach a state that only they can give. */
export function editDetail(subscription: Subscription, edit: DetailEdit): Subscription {
  return {
    ...next(subscription),
    startOn: edit.startOn ?? subscription.startOn,
    trialDays: edit.trialDays ?? subscription.trialDays,
    status: edit.status === undefined ? subscription.status : settable(subscription, edit.status),
    advanceBilling: edit.advanceBilling ?? subscription.advanceBilling,
    routingPointId: edit.routingPointId ?? subscription.routingPointId,
  };
}

function settable(subscription: Subscription, key: string): Status {
  const wanted = findStatus(key);
  if (wanted === undefined) throw refuse.invalid("/status is not a status.", invalidStatus);
  const { status: present, service } = subscription;
  if (wanted.key === present.key) return present;
  const fits =
    wanted.key === "enabled"
      ? service === "on"
      : wanted.settable && wanted.connects === (service === "on") && service !== "released";
  if (fits) return wanted;
  const operation = operationFor(wanted.key, service);
  throw refuse.status_not_settable(
    `The status ${wanted.key} is reached by the operation ${operation}, not by editing.`,
    { details: { operation } },
  );
}

const invalidStatus = { fields: [{ pointer: "/status", detail: "is not a status" }] };

function operationFor(key: string, service: ServiceState): string {
  if (key === "enabled") return service === "suspended" ? "resume" : "enable";
  if (key === "cancelled") return "cancel";
  if (key === "replaced") return "change-plan";
  return service === "off" ? "enable" : "suspend";
}

const next = (subscription: Subscription): Subscription => ({
  ...subscription,
  version: subscription.version + 1n,
  // What an operation or an edit changes is shown in the detail tab.
  detailVersion: subscription.detailVersion + 1n,
});

/** The first day an act may bear: not before the subscription began, nor before its latest suspension. */
export function earliestActOn({ startOn, suspensions }: Subscription): CivilDate {
  return suspensions.reduce((latest, { on }) => later(latest, on), startOn);
}
