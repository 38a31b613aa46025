import { plansEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { expectVersion } from "../domain/edit.ts";
import type { Plan } from "../domain/plan.ts";
import { planFact } from "../events/published.ts";
import { idempotently } from "./idempotent.ts";
import type { PlansScope, Units } from "./ports.ts";

/** Answers the plan where it was archived, and null where it is gone. */
export type RemovePlan = (
  request: WriteRequest,
  named: { readonly id: string; readonly expectedVersion: bigint },
  units: Units,
) => Promise<Plan | null>;

/** A plan that was ever sold is archived: subscriptions, bills and history go on naming it. */
export function removePlan(transact: Transact<PlansScope>, clock: Clock): RemovePlan {
  return (request, { id, expectedVersion }, visible) =>
    idempotently(transact, clock, request, {
      id,
      async first({ plans, outbox }) {
        const present = await plans.lock(id, visible);
        expectVersion(expectedVersion, present.version);
        const isSold = (await plans.countSold(id)) > 0;
        const plan = { ...present, archived: true, version: present.version + 1n };
        await (isSold ? plans.save(plan, clock.now()) : plans.remove(id));
        const fact = plansEvents.plan.of(isSold ? "changed" : "deleted");
        await outbox.add(fact, planFact(plan), { aggregateId: id });
        return isSold ? plan : null;
      },
      again: async ({ plans }) =>
        (await plans.countSold(id)) > 0 ? plans.find(id, visible) : null,
    });
}
