import { plansEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { type BusinessUnit, checkBusinessUnit } from "../domain/business-unit.ts";
import { expectVersion, refuseUsed, withFields } from "../domain/edit.ts";
import { businessUnitFact } from "../events/published.ts";
import { idempotently } from "./idempotent.ts";
import type { Neighbours } from "./neighbour-ports.ts";
import type { PlansScope, Units } from "./ports.ts";

export type EditBusinessUnit = {
  readonly update: (
    request: WriteRequest,
    unit: BusinessUnit,
    fields: readonly string[],
    units: Units,
  ) => Promise<BusinessUnit>;
  readonly remove: (
    request: WriteRequest,
    named: { readonly id: string; readonly expectedVersion: bigint },
    units: Units,
  ) => Promise<void>;
};

const fixed = ["id", "version"];

/** Changes a unit, or removes one that nothing stands in. What was sold in it keeps its terms. */
export function editBusinessUnit(
  transact: Transact<PlansScope>,
  clock: Clock,
  neighbours: Pick<Neighbours, "routingPointsIn">,
): EditBusinessUnit {
  return {
    update: (request, wanted, fields, visible) =>
      idempotently(transact, clock, request, {
        id: wanted.id,
        async first({ units, outbox }) {
          const present = await units.lock(wanted.id, visible);
          expectVersion(wanted.version, present.version);
          const named = fields.filter((field) => !fixed.includes(field));
          const unit = { ...withFields(present, wanted, named), version: present.version + 1n };
          checkBusinessUnit(unit);
          await units.save(unit);
          const fact = plansEvents.businessUnit.of("changed");
          await outbox.add(fact, businessUnitFact(unit), { aggregateId: unit.id });
          return unit;
        },
        again: ({ units }, id) => units.find(id, visible),
      }),
    async remove(request, { id, expectedVersion }, visible) {
      const points = await neighbours.routingPointsIn(id);
      await idempotently(transact, clock, request, {
        id,
        async first({ units, outbox }) {
          const present = await units.lock(id, visible);
          expectVersion(expectedVersion, present.version);
          const uses = { ...(await units.uses(id)), "routing points": points };
          refuseUsed(`The business unit ${present.name}`, uses);
          await units.remove(id);
          const gone = { ...present, version: present.version + 1n };
          const fact = plansEvents.businessUnit.of("deleted");
          await outbox.add(fact, businessUnitFact(gone, true), { aggregateId: id });
        },
        again: () => Promise.resolve(),
      });
    },
  };
}
