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
  /** Outside business hours; as within them where it is left out. */
  readonly otherDownMbps?: number;
  readonly otherUpMbps?: number;
  readonly simultaneousUse?: number;
  readonly loginCreatesMailbox?: boolean;
  readonly mailboxes?: {
    readonly included: number;
    readonly additionalFeeCents: number;
    readonly quotaMb: number;
  };
  readonly hosting?: HostingForm | undefined;
};

/** A limit left empty is none; all of them left empty is a plan without hosting. */
export type HostingForm = {
  readonly diskMb?: number | null | undefined;
  readonly domains?: number | null | undefined;
  readonly databases?: number | null | undefined;
  readonly ftpUsers?: number | null | undefined;
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
  };
}

/** What a kind of plan usually hosts; every limit is named, so that a form forgets the former kind's. */
export function usualHosting(kind: PlanKind): HostingForm {
  if (kind === "hosting") return { diskMb: 10_240, domains: 1, databases: 1, ftpUsers: 2 };
  return { diskMb: undefined, domains: undefined, databases: undefined, ftpUsers: undefined };
}

/** The plan as the API takes it. */
export function toPlan(plan: NewPlanForm): object {
  const { downMbps, upMbps, otherDownMbps, otherUpMbps, hosting, ...form } = plan;
  const businessHours = rateOf(downMbps, upMbps);
  const otherHours = rateOf(otherDownMbps ?? downMbps, otherUpMbps ?? upMbps);
  const speed =
    connects(form.kind) && businessHours !== undefined
      ? { speed: { businessHours, otherHours } }
      : {};
  return {
    ...form,
    trialDays: form.trialDays ?? 0,
    ...speed,
    hosting: hostingOf(hosting),
  };
}

function hostingOf(form: HostingForm = {}) {
  const { diskMb, domains, databases, ftpUsers } = form;
  if ([diskMb, domains, databases, ftpUsers].every(isMissing)) return null;
  return {
    diskMb: diskMb ?? 0,
    domains: domains ?? 0,
    databases: databases ?? 0,
    ftpUsers: ftpUsers ?? 0,
  };
}

/** A plan of the catalogue as its form shows it. */
export function toPlanForm(plan: Plan): NewPlanForm {
  const { speed, advanceBilling, hosting, options = [], ...rest } = plan;
  return {
    ...newPlanForm(undefined),
    ...rest,
    options,
    advanceBilling: advanceBilling ?? undefined,
    ...speedFields(speed),
    ...(isMissing(hosting) ? {} : { hosting }),
  };
}

/** Both periods; the second only where it is another speed. */
function speedFields(speed: Plan["speed"]) {
  if (isMissing(speed)) return {};
  const { businessHours, otherHours } = speed;
  const first = { downMbps: businessHours.downKbps / 1000, upMbps: businessHours.upKbps / 1000 };
  const second = {
    otherDownMbps: otherHours.downKbps / 1000,
    otherUpMbps: otherHours.upKbps / 1000,
  };
  const isSame = second.otherDownMbps === first.downMbps && second.otherUpMbps === first.upMbps;
  return isSame ? first : { ...first, ...second };
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
