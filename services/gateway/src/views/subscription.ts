import type { common, plans } from "@isp/contracts";
import { toJson } from "../http/json.ts";

type Discount = plans.Discount | undefined;

/** A subscription as API.md names its fields. */
export function subscriptionView(
  subscription: plans.Subscription | undefined,
  items: readonly common.Item[] = [],
) {
  if (subscription === undefined) return null;
  const { status, plan, discount, version: _version, suspensions, ...others } = subscription;
  const { detailVersion, billingVersion, contractVersion, ...rest } = others;
  const plain = toJson({ ...rest, suspensions }) as Record<string, unknown>;
  return {
    ...plain,
    ...planFields(plan),
    status: status?.key ?? null,
    list: status?.list ?? null,
    discount: discountView(discount),
    etags: {
      detail: detailVersion.toString(),
      billing: billingVersion.toString(),
      contract: contractVersion.toString(),
    },
    items: items.map(itemView),
  };
}

function planFields(plan: common.PlanTerms | undefined) {
  const { planId = null, name: planName = null, kind: planKind = null } = plan ?? {};
  return { planId, planName, planKind, plan: toJson(plan) };
}

function discountView(discount: Discount) {
  if (discount?.kind === undefined) return null;
  return discount.kind.$case === "amountCents"
    ? { amountCents: Number(discount.kind.value) }
    : { percent: discount.kind.value / 100 };
}

export function driftView({ drift, ...rest }: plans.DriftingSubscription) {
  const { billedPlanName: billedPlan, carriedPlanName: carriedPlan, since, by } = drift ?? {};
  return toJson({ ...rest, billedPlan, carriedPlan, since, by });
}

export function itemView(item: common.Item) {
  return toJson(item);
}

export function operationView(operation: plans.Operation | undefined) {
  return toJson(operation);
}
