import { addDays, bankingDayFrom, type CivilDate, isBankingDay } from "@isp/kernel";

/** The last day on which a debt is paid in time: the next banking day where it falls due on none (Lei 7.089/1983). */
export const lastDayInTime = (dueOn: CivilDate): CivilDate => bankingDayFrom(dueOn);

/** From this day on a debt is late. */
export function overdueFrom(dueOn: CivilDate): CivilDate {
  return addDays(lastDayInTime(dueOn), 1);
}

/**
 * The last due date that is late on a day: whatever fell due by the banking day before it could have been
 * paid by then.
 */
export function lateBy(today: CivilDate): CivilDate {
  let day = addDays(today, -1);
  while (!isBankingDay(day)) day = addDays(day, -1);
  return day;
}
