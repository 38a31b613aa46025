import type { Units } from "../usecases/ports.ts";

/** The condition by business unit that every read of a root row carries (DESIGN 2). */
export function visible(businessUnitId: string, units: Units): [string, unknown[]] {
  const conditions = ["1 = 1"];
  const parameters: unknown[] = [];
  if (businessUnitId !== "") {
    conditions.push("business_unit_id = ?");
    parameters.push(businessUnitId);
  }
  if (units !== "all") {
    conditions.push(units.length === 0 ? "1 = 0" : "business_unit_id IN (?)");
    if (units.length > 0) parameters.push(units);
  }
  return [conditions.join(" AND "), parameters];
}
