import type { BusinessUnit } from "../../api/catalogue.ts";
import { useList } from "../../api/lists.ts";
import { today, todayIn } from "../../ui/dates.ts";

/** Today where the plan is sold: that day is the one an act takes when no other is asked for. */
export function useUnitToday(businessUnitId: string): string {
  const units = useList<BusinessUnit>("business-units").data;
  const timeZone = units?.find(({ id }) => id === businessUnitId)?.timeZone ?? "";
  const now = new Date();
  return timeZone === "" ? today(now) : todayIn(timeZone, now);
}
