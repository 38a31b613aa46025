import type { Subscription } from "./subscriptions.ts";

export type PlanOf = { readonly id: string; readonly name: string; readonly kind: string };

/** The plan a subscription was sold with, whether the answer nests it or not. */
export function planOf({ plan, planId, planName, planKind }: Subscription): PlanOf {
  if (plan === undefined) return { id: planId ?? "", name: planName ?? "", kind: planKind ?? "" };
  return { id: plan.id ?? plan.planId ?? planId ?? "", name: plan.name, kind: plan.kind };
}
