import type { Customer, Item, Note } from "./customers.ts";

export type ItemState = "in-step" | "pending" | "drifted" | "failed";
export type ListName = "active" | "inactive" | "cancelled";
type ServiceState = "off" | "on" | "suspended" | "released";
export type SuspensionReason =
  | "default"
  | "customer-request"
  | "technical"
  | "fraud"
  | "court-order";

export const suspensionReasons: readonly SuspensionReason[] = [
  "default",
  "customer-request",
  "technical",
  "fraud",
  "court-order",
];

export type Discount = { readonly amountCents?: number; readonly percent?: number };

type Suspension = {
  readonly reason: SuspensionReason;
  readonly operationId?: string;
  readonly on?: string;
  readonly at?: string | null;
};

export type Contract = {
  readonly installFeeCents?: number;
  readonly installments?: number;
  readonly soldOn?: string;
  readonly activatedOn?: string;
  readonly validityMonths?: number;
  readonly expiresOn?: string;
  readonly templateId?: string | null;
  readonly cancellationFormula?: string;
};

/** Billed as one plan, carried as another. */
type Drift = {
  readonly carriedPlanName: string;
  readonly billedPlanName: string;
  readonly since: string | null;
  readonly by: string;
};

type Rate = { readonly downKbps: number; readonly upKbps: number };

type PlanTerms = {
  readonly id?: string;
  readonly planId?: string;
  readonly name: string;
  readonly kind: string;
  readonly speed?: { readonly businessHours: Rate; readonly otherHours: Rate } | null;
  readonly hosting?: {
    readonly diskMb: number;
    readonly domains: number;
    readonly databases: number;
    readonly ftpUsers: number;
  } | null;
};

export type Subscription = {
  readonly id: string;
  readonly number: number | string;
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly planId?: string;
  readonly plan?: PlanTerms;
  readonly planName?: string;
  readonly planKind?: string;
  readonly status: string;
  readonly service: ServiceState;
  readonly list: ListName;
  readonly startOn: string;
  readonly endedOn?: string | null;
  readonly priceCents: number;
  readonly payableCents: number;
  readonly discount?: Discount | null;
  readonly trialDays: number;
  readonly advanceBilling: boolean;
  readonly billedThroughOn?: string | null;
  readonly lastClosingOn?: string | null;
  readonly routingPointId?: string | null;
  readonly salespersonId?: string | null;
  readonly paymentFormId?: string | null;
  readonly dueDayId?: string | null;
  readonly debitAccountId?: string | null;
  readonly notes?: string | null;
  readonly suspensions?: readonly Suspension[];
  readonly contract?: Contract | null;
  readonly installationAddress?: string;
  /** The version of each tab (C45). */
  readonly etags?: {
    readonly [Tab in "detail" | "billing" | "contract" | "invoicing"]?: string | null;
  };
  /** What servers carry, which differs from the plan after an administrative edit (C46). */
  readonly carriedPlan?: PlanTerms | null;
  readonly drift?: Drift | null;
  /** What it replaced or came from, and what came after it. */
  readonly predecessorId?: string | null;
  readonly successorId?: string | null;
  readonly cancellationReasonId?: string | null;
  readonly registeredAt?: string;
};

export type TreeSubscription = Subscription & { readonly items: readonly Item[] };

export type CustomerTree = {
  readonly customer: Customer;
  readonly pinnedNotes?: readonly Note[];
  readonly subscriptions: readonly TreeSubscription[];
};

export type NewSubscription = {
  readonly customerId: string;
  readonly planId: string;
  readonly startOn: string;
  readonly status: string;
  readonly advanceBilling?: boolean;
  readonly salespersonId?: string;
  readonly routingPointId?: string;
  readonly paymentFormId?: string;
  readonly dueDayId?: string;
  readonly debitAccountId?: string;
  readonly discount?: Discount;
  readonly notes?: string;
  readonly contract?: Contract;
  readonly installationAddress?: string;
  readonly access?: Access;
};

export type Access = {
  readonly username: string;
  readonly password: string;
  readonly saveOnServer?: boolean;
};
