import { Temporal } from "temporal-polyfill";

/** A calendar day `YYYY-MM-DD` without a time zone. Compares as text. */
export type CivilDate = string;

export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

const dayMs = 86_400_000;

const toMs = (date: CivilDate) => Date.parse(`${date}T00:00:00Z`);

/** Days from one date to another, one end counted: 21/05 to 31/05 is 10 (D3). */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Math.round((toMs(to) - toMs(from)) / dayMs);
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return new Date(toMs(date) + days * dayMs).toISOString().slice(0, 10);
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * The given day of the month that lies `months` away from the month of `date`, clamped to that
 * month's end. The wanted day is an argument, so that it does not drift (D2): 31/01, 28/02, 31/03.
 */
export function dayOfMonth(date: CivilDate, months: number, day: number): CivilDate {
  const [year = 0, month = 1] = date.split("-").map(Number);
  const index = year * 12 + (month - 1) + months;
  const [targetYear, targetMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const clamped = Math.min(day, daysInMonth(targetYear, targetMonth));
  return [
    String(targetYear).padStart(4, "0"),
    String(targetMonth).padStart(2, "0"),
    String(clamped).padStart(2, "0"),
  ].join("-");
}

/** The civil date that an instant falls on in a time zone: 2026-06-01T01:30Z is 31/05 in São Paulo. */
export function civilDateIn(timeZone: string, instant: Date): CivilDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** The instant at which a day begins in a time zone; not always midnight where clocks change. */
export function startOfDay(timeZone: string, date: CivilDate): Date {
  const began = Temporal.PlainDate.from(date).toZonedDateTime(timeZone);
  return new Date(began.epochMilliseconds);
}

export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

export const earlier = (a: CivilDate, b: CivilDate): CivilDate => (a < b ? a : b);
export const later = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b);
