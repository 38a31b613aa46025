import { today, todayIn } from "../ui/dates.ts";
import type { BusinessUnit } from "./catalogue.ts";
import { useList } from "./lists.ts";

/** The civil date of an instant where a unit is; where the operator sits while the unit is unknown. */
export function dayOfUnit(unit: Pick<BusinessUnit, "timeZone"> | undefined, at: Date): string {
  const timeZone = unit?.timeZone ?? "";
  return timeZone === "" ? today(at) : todayIn(timeZone, at);
}

/** The same by the unit's id. */
export function useUnitDay(businessUnitId: string): (at: Date) => string {
  const unit = useList<BusinessUnit>("business-units").data?.find(
    ({ id }) => id === businessUnitId,
  );
  return (at) => dayOfUnit(unit, at);
}

/** Today where something is sold: the day that an act takes when no other is asked for. */
export function useUnitToday(businessUnitId: string): string {
  return useUnitDay(businessUnitId)(new Date());
}
