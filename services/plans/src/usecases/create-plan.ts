import { plansEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import { checkPlan, type NewPlan, type Plan } from "../domain/plan.ts";
import { planFact } from "../events/published.ts";
import { idempotently } from "./idempotent.ts";
import type { PlansScope, Units } from "./ports.ts";

export type CreatePlan = (request: WriteRequest, plan: NewPlan, units: Units) => Promise<Plan>;

/** Publishes a plan with its first price version. */
export function createPlan(transact: Transact<PlansScope>, clock: Clock): CreatePlan {
  return (request, data, visible) => {
    checkPlan(data);
    const now = clock.now();
    return idempotently(transact, clock, request, {
      id: newId(now),
      async first({ units, plans, references, outbox }, id) {
        await units.find(data.businessUnitId, visible);
        await references.hold({ businessUnitId: data.businessUnitId });
        const terms = { ...data.terms, planId: id };
        const fresh = { id, version: 1n, priceVersionId: newId(now), archived: false };
        const plan: Plan = { ...data, ...fresh, terms };
        await plans.add(plan, now);
        await outbox.add(plansEvents.plan.of("published"), planFact(plan), { aggregateId: id });
        return plan;
      },
      again: ({ plans }, id) => plans.find(id, "all"),
    });
  };
}
