import { addDays, type CivilDate, dayOfMonth, daysBetween } from "@isp/kernel";

/** The days (from, to] between two closings; read as "after `from`, up to and with `to`". */
export type Cycle = { readonly fromOn: CivilDate; readonly toOn: CivilDate };

/** The first closing on or after a date, for a closing day that clamps and does not drift (R7). */
export function closingOnOrAfter(date: CivilDate, closingDay: number): CivilDate {
  const thisMonth = dayOfMonth(date, 0, closingDay);
  return date <= thisMonth ? thisMonth : dayOfMonth(date, 1, closingDay);
}

export function nextClosing(closingOn: CivilDate, closingDay: number): CivilDate {
  return closingOnOrAfter(addDays(closingOn, 1), closingDay);
}

/** The regular cycle that a day belongs to. */
export function cycleOf(day: CivilDate, closingDay: number): Cycle {
  const toOn = closingOnOrAfter(day, closingDay);
  const thisMonth = dayOfMonth(toOn, 0, closingDay);
  const before = thisMonth < toOn ? thisMonth : dayOfMonth(toOn, -1, closingDay);
  return { fromOn: before, toOn };
}

/** The regular cycles that (from, to] touches, in order; none when it is empty. */
export function cyclesBetween(from: CivilDate, to: CivilDate, closingDay: number): Cycle[] {
  const cycles: Cycle[] = [];
  if (from >= to) return cycles;
  let cycle = cycleOf(addDays(from, 1), closingDay);
  while (cycle.fromOn < to) {
    cycles.push(cycle);
    cycle = cycleOf(addDays(cycle.toOn, 1), closingDay);
  }
  return cycles;
}

export const lengthOf = ({ fromOn, toOn }: Cycle): number => daysBetween(fromOn, toOn);

/** True when something that closes on this day of the month closes on this date. */
export function closesOn(date: CivilDate, closingDay: number): boolean {
  return dayOfMonth(date, 0, closingDay) === date;
}

const minDaysToDue = 5;

/** The first due day after the closing, and never less than five days after issue (R8). */
export function dueDate(closingOn: CivilDate, dueDay: number, issuedOn: CivilDate): CivilDate {
  const afterClosing = firstAfter(closingOn, dueDay);
  const soonest = soonestDue(issuedOn);
  return afterClosing >= soonest ? afterClosing : firstAfter(addDays(soonest, -1), dueDay);
}

/** No invoice that is issued on this day falls due before (R8). */
export function soonestDue(issuedOn: CivilDate): CivilDate {
  return addDays(issuedOn, minDaysToDue);
}

function firstAfter(date: CivilDate, dueDay: number): CivilDate {
  const thisMonth = dayOfMonth(date, 0, dueDay);
  return thisMonth > date ? thisMonth : dayOfMonth(date, 1, dueDay);
}
