import { type FindOperator, In } from "typeorm";
import type { Units } from "../usecases/ports.ts";

/** The filter by business unit that every read of a root row carries (DESIGN 2). */
export function inUnits(units: Units): { businessUnitId?: FindOperator<string> } {
  return units === "all" ? {} : { businessUnitId: In([...units]) };
}
