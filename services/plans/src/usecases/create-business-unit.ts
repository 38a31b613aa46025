import { plansEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import {
  type BusinessUnit,
  checkBusinessUnit,
  type NewBusinessUnit,
} from "../domain/business-unit.ts";
import { businessUnitFact } from "../events/published.ts";
import { idempotently } from "./idempotent.ts";
import type { PlansScope } from "./ports.ts";

export type CreateBusinessUnit = (
  request: WriteRequest,
  unit: NewBusinessUnit,
) => Promise<BusinessUnit>;

export function createBusinessUnit(
  transact: Transact<PlansScope>,
  clock: Clock,
): CreateBusinessUnit {
  return (request, data) => {
    checkBusinessUnit(data);
    return idempotently(transact, clock, request, {
      id: newId(clock.now()),
      async first({ units, outbox }, id) {
        const unit: BusinessUnit = { ...data, id, version: 1n };
        await units.add(unit);
        const fact = plansEvents.businessUnit.of("registered");
        await outbox.add(fact, businessUnitFact(unit), { aggregateId: id });
        return unit;
      },
      again: ({ units }, id) => units.find(id, "all"),
    });
  };
}
