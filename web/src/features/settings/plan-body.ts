import { isMissing } from "../../api/missing.ts";
import { type BusinessUnit, connects, type Plan, type PlanKind } from "../../api/catalogue.ts";
import { usualOptions } from "./plan-options.ts";

export type NewPlanForm = {
  readonly businessUnitId?: string | undefined;
  readonly name?: string;
  readonly kind: PlanKind;
  readonly priceCents?: number;
  readonly trialDays?: number;
  readonly proportionalTrial?: boolean;
  readonly advanceBilling?: boolean | undefined;
  readonly options: readonly string[];
  readonly downMbps?: number;
  readonly upMbps?: number;
  readonly simultaneousUse?: number;
  readonly loginCreatesMailbox?: boolean;
  readonly mailboxes?: {
    readonly included: number;
    readonly additionalFeeCents: number;
    readonly quotaMb: number;
  };
  readonly hosting?: {
    readonly diskMb: number;
    readonly domains: number;
    readonly databases: number;
    readonly ftpUsers: number;
  };
};

/** What a new plan starts with. */
export function newPlanForm(unit: BusinessUnit | undefined): NewPlanForm {
  return {
    businessUnitId: unit?.id,
    kind: "broadband",
    trialDays: 0,
    proportionalTrial: false,
    advanceBilling: unit?.advanceBilling ?? false,
    options: usualOptions("broadband"),
    simultaneousUse: 1,
    loginCreatesMailbox: true,
    mailboxes: { included: 1, additionalFeeCents: 500, quotaMb: 1024 },
    hosting: { diskMb: 10_240, domains: 1, databases: 1, ftpUsers: 2 },
  };
}

/** The plan as the API takes it; the same speed in business hours and outside them. */
export function toPlan({ downMbps, upMbps, hosting, ...form }: NewPlanForm): object {
  const rate = rateOf(downMbps, upMbps);
  const speed =
    connects(form.kind) && rate !== undefined
      ? { speed: { businessHours: rate, otherHours: rate } }
      : {};
  return {
    ...form,
    trialDays: form.trialDays ?? 0,
    ...speed,
    ...(form.kind === "hosting" && hosting !== undefined ? { hosting } : {}),
  };
}

/** A plan of the catalogue as its form shows it. */
export function toPlanForm(plan: Plan): NewPlanForm {
  const { speed, advanceBilling, hosting, options = [], ...rest } = plan;
  const { downKbps, upKbps } = speed?.businessHours ?? {};
  return {
    ...newPlanForm(undefined),
    ...rest,
    options,
    advanceBilling: advanceBilling ?? undefined,
    ...(downKbps === undefined ? {} : { downMbps: downKbps / 1000 }),
    ...(upKbps === undefined ? {} : { upMbps: upKbps / 1000 }),
    ...(isMissing(hosting) ? {} : { hosting }),
  };
}

/** What an edit may change: a plan stays in its business unit. */
export function toPlanEdit(form: NewPlanForm): object {
  const { businessUnitId: _unit, ...plan } = toPlan(form) as NewPlanForm;
  return { ...plan, advanceBilling: form.advanceBilling ?? null };
}

function rateOf(downMbps: number | undefined, upMbps: number | undefined) {
  if (isMissing(downMbps)) return undefined;
  return {
    downKbps: Math.round(downMbps * 1000),
    upKbps: Math.round((upMbps ?? downMbps) * 1000),
  };
}
