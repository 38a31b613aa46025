import { today, todayIn } from "../ui/dates.ts";
import type { BusinessUnit } from "./catalogue.ts";

/** The civil date of an instant where a unit is; where the operator sits while the unit is unknown. */
export function dayOfUnit(unit: Pick<BusinessUnit, "timeZone"> | undefined, at: Date): string {
  const timeZone = unit?.timeZone ?? "";
  return timeZone === "" ? today(at) : todayIn(timeZone, at);
}
