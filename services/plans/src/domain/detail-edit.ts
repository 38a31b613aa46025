import type { CivilDate } from "@isp/kernel";
import { payable } from "./discount.ts";
import { refuse } from "./errors.ts";
import { isConnectionPlan, type Plan, type PlanTerms } from "./plan.ts";
import { findStatus, type Status } from "./status.ts";
import { next, type ServiceState, type Subscription } from "./subscription.ts";

export type DetailEdit = {
  readonly startOn?: CivilDate | undefined;
  readonly trialDays?: number | undefined;
  readonly status?: string | undefined;
  /** What that key means where it is a status of the provider's own. */
  readonly ownStatus?: Status | undefined;
  readonly advanceBilling?: boolean | undefined;
  readonly routingPointId?: string | undefined;
  readonly salespersonId?: string | undefined;
  /** What it is billed as from now on. */
  readonly plan?: Plan | undefined;
};

type Editor = { readonly by: string; readonly at: Date };

/** Corrects the record. Servers do not follow (C46), so it cannot reach a state that only they can give. */
export function editDetail(
  subscription: Subscription,
  edit: DetailEdit,
  editor: Editor,
): Subscription {
  const { edits, ...present } = subscription;
  return {
    ...next(subscription),
    startOn: edit.startOn ?? present.startOn,
    trialDays: edit.trialDays ?? present.trialDays,
    status:
      edit.status === undefined
        ? present.status
        : settable(subscription, edit.status, edit.ownStatus),
    advanceBilling: edit.advanceBilling ?? present.advanceBilling,
    routingPointId: edit.routingPointId ?? present.routingPointId,
    salespersonId: edit.salespersonId ?? present.salespersonId,
    edits: { ...edits, detail: editor },
    ...(edit.plan !== undefined && billedAs(subscription, edit.plan, editor)),
  };
}

/** May a plan be billed in the place of the one that the servers carry? */
export function fitsInPlaceOf({ kind }: PlanTerms, carried: PlanTerms): boolean {
  const connects = isConnectionPlan({ kind }) && isConnectionPlan(carried);
  return kind === carried.kind || connects;
}

/** Billing follows at today's price; what the servers carry stays, and the difference is written down. */
function billedAs(
  { plan, carriedPlan, discount, service, drift }: Subscription,
  { terms, priceCents, priceVersionId }: Plan,
  { by, at }: Editor,
): Partial<Subscription> {
  if (terms.planId === plan.planId) return {};
  if (service === "released") throw refuse.ended("A subscription that has ended keeps its plan.");
  const billed = {
    plan: terms,
    priceCents,
    priceVersionId,
    payableCents: payable(priceCents, discount),
  };
  // Nothing is on the servers yet, so there is nothing to differ from.
  if (service === "off") return { ...billed, carriedPlan: terms, drift: null };
  const isBack = terms.planId === carriedPlan.planId;
  return { ...billed, drift: isBack ? null : (drift ?? { since: at, by }) };
}

function settable(subscription: Subscription, key: string, own: Status | undefined): Status {
  const wanted = findStatus(key) ?? own;
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
