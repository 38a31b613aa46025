import { type plans, plansEvents } from "@isp/contracts";
import { type Consumer, consumer, type Once, required } from "@isp/messaging";
import { type Unit, usualGarden } from "../domain/unit.ts";
import type { Radius } from "../usecases/ports.ts";

/** Follows the business units of plans: their clock, business hours and suspension policy. */
export function onBusinessUnit(once: Once<Radius>): Consumer {
  return consumer(
    "radius-business-units",
    plansEvents.businessUnit,
    once(async (fact, { units, inbox }, { consumer: name }) => {
      const unit = required(fact.businessUnit, "businessUnit");
      if (!(await inbox.advance(name, unit.id, fact.version))) return;
      if (unit.deleted) await units.remove(unit.id);
      else await units.keep(toUnit(unit, fact.version));
    }),
  );
}

function toUnit(unit: plans.BusinessUnit, version: bigint): Unit {
  const { id, timeZone, businessHours, suspensionPolicy } = unit;
  const walledGardenName = unit.walledGardenName || usualGarden;
  return { id, version, timeZone, businessHours, suspensionPolicy, walledGardenName };
}
