import type { Centavos } from "@isp/kernel";
import { fieldCheck } from "./errors.ts";
import { planOptions } from "./plan-options.ts";

export const planKinds = [
  "dial-up",
  "broadband",
  "ivr-extra-point",
  "email",
  "hosting",
  "other",
] as const;
export type PlanKind = (typeof planKinds)[number];

export type Rate = { readonly downKbps: number; readonly upKbps: number };

/** What a plan grants; the services that carry it act on nothing else. */
export type PlanTerms = {
  readonly planId: string;
  readonly name: string;
  readonly kind: PlanKind;
  readonly speed: { readonly businessHours: Rate; readonly otherHours: Rate } | null;
  readonly simultaneousUse: number;
  readonly loginCreatesMailbox: boolean;
  readonly mailboxes: {
    readonly included: number;
    readonly additionalFeeCents: Centavos;
    readonly quotaMb: number;
  };
  readonly hosting: {
    readonly diskMb: number;
    readonly domains: number;
    readonly databases: number;
    readonly ftpUsers: number;
  } | null;
};

/** A catalogue entry of one business unit, with the price version that new sales take (R19). */
export type Plan = {
  readonly id: string;
  readonly version: bigint;
  readonly businessUnitId: string;
  readonly priceCents: Centavos;
  readonly priceVersionId: string;
  readonly trialDays: number;
  readonly proportionalTrial: boolean;
  readonly advanceBilling: boolean | null;
  readonly options: readonly string[];
  readonly terms: PlanTerms;
  /** Not sold any more; those who have it keep it. */
  readonly archived: boolean;
};

/** A price the plan has or had, and how many live subscriptions were sold at it. */
export type PriceVersion = {
  readonly id: string;
  readonly priceCents: Centavos;
  readonly publishedAt: Date;
  readonly subscriptions: bigint;
};

export type NewPlan = Omit<Plan, "id" | "version" | "priceVersionId">;

/** Plans whose customers log in to connect (C41). */
export function isConnectionPlan({ kind }: Pick<PlanTerms, "kind">): boolean {
  return kind === "dial-up" || kind === "broadband" || kind === "ivr-extra-point";
}

/** Plans that name the point where the customer connects (C26). */
export function hasRoutingPoint({ kind }: Pick<PlanTerms, "kind">): boolean {
  return kind === "broadband" || kind === "ivr-extra-point";
}

const maxTrialDays = 365;
const maxPriceCents = 100_000_000n;

export function checkPlan(plan: NewPlan): void {
  const check = fieldCheck();
  const { terms } = plan;
  const whole = (value: number, most: number) =>
    Number.isInteger(value) && value >= 0 && value <= most;
  check.require(terms.name.trim() !== "" && terms.name.length <= 120, "/name", "must be given");
  check.require(planKinds.includes(terms.kind), "/kind", `must be one of ${planKinds.join(", ")}`);
  check.require(
    plan.priceCents >= 0n && plan.priceCents <= maxPriceCents,
    "/priceCents",
    "must lie between 0 and 100000000",
  );
  check.require(whole(plan.trialDays, maxTrialDays), "/trialDays", "must lie between 0 and 365");
  check.require(
    whole(terms.simultaneousUse, 100),
    "/simultaneousUse",
    "must lie between 0 and 100",
  );
  const unknown = plan.options.filter((option) => !planOptions.includes(option));
  check.require(
    unknown.length === 0,
    "/options",
    `does not know ${unknown.join(", ")}; it knows ${planOptions.join(", ")}`,
  );
  const rates = terms.speed === null ? [] : [terms.speed.businessHours, terms.speed.otherHours];
  check.require(
    rates.every(
      ({ downKbps, upKbps }) => whole(downKbps, 100_000_000) && whole(upKbps, 100_000_000),
    ),
    "/speed",
    "must be whole kbit/s",
  );
  check.done();
}
