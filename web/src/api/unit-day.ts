import type { BusinessUnit } from "./catalogue.ts";
import { dayOfUnit } from "./day-of-unit.ts";
import { useList } from "./lists.ts";

/** The civil date of an instant where a unit is, by its id. */
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
