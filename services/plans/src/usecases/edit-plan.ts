import { plansEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import { expectVersion, withFields } from "../domain/edit.ts";
import { fieldCheck } from "../domain/errors.ts";
import { checkPlan, type NewPlan, type Plan } from "../domain/plan.ts";
import { planFact } from "../events/published.ts";
import { idempotently } from "./idempotent.ts";
import type { PlansScope, Units } from "./ports.ts";

export type PlanEdit = {
  readonly id: string;
  readonly expectedVersion: bigint;
  readonly wanted: NewPlan;
  /** Names as the plan has them outside. */
  readonly fields: readonly string[];
};

export type EditPlan = (request: WriteRequest, edit: PlanEdit, units: Units) => Promise<Plan>;

const own = [
  "priceCents",
  "trialDays",
  "proportionalTrial",
  "advanceBilling",
  "options",
  "archived",
];

/** Changes a plan for sales to come; what was sold keeps its terms and its price version (R19). */
export function editPlan(transact: Transact<PlansScope>, clock: Clock): EditPlan {
  return (request, { id, expectedVersion, wanted, fields }, visible) =>
    idempotently(transact, clock, request, {
      id,
      async first(scope) {
        const present = await scope.plans.lock(id, visible);
        expectVersion(expectedVersion, present.version);
        const plan = edited(present, wanted, fields, newId(clock.now()));
        checkPlan(plan);
        await checkKind(scope, present, plan);
        await scope.plans.save(plan, clock.now());
        const fact = plansEvents.plan.of("changed");
        await scope.outbox.add(fact, planFact(plan), { aggregateId: id });
        return plan;
      },
      again: (scope) => scope.plans.find(id, visible),
    });
}

function edited(
  present: Plan,
  wanted: PlanEdit["wanted"],
  fields: readonly string[],
  priceVersionId: string,
): Plan {
  const plan = withFields(
    present,
    { ...present, ...wanted },
    own.filter((field) => fields.includes(field)),
  );
  const terms = withFields(present.terms, wanted.terms, fields);
  return {
    ...plan,
    terms: { ...terms, planId: present.id },
    version: present.version + 1n,
    priceVersionId:
      plan.priceCents === present.priceCents ? present.priceVersionId : priceVersionId,
  };
}

/** What was sold as a line cannot become a mailbox. */
async function checkKind({ plans }: PlansScope, present: Plan, plan: Plan): Promise<void> {
  if (plan.terms.kind === present.terms.kind) return;
  const check = fieldCheck();
  const sold = await plans.countSold(plan.id);
  check.require(sold === 0, "/kind", `cannot change: ${sold} subscriptions were sold with it`);
  check.done();
}
