import type { DayVisits } from "../../api/hosting.ts";

const dayMs = 86_400_000;

type Day = { readonly day: string };

const dayBefore = (last: string, days: number): string =>
  new Date(Date.parse(`${last}T00:00:00Z`) - days * dayMs).toISOString().slice(0, 10);

/** What was last measured stands until the next measuring; nothing was known before the first. */
export function lastKnown(
  known: readonly (Day & { readonly bytes: number })[],
  last: string,
  count: number,
): readonly { readonly day: string; readonly value: number }[] {
  return Array.from({ length: count }, (_, place) => {
    const day = dayBefore(last, count - 1 - place);
    return { day, value: known.findLast((one) => one.day <= day)?.bytes ?? 0 };
  });
}

/** Every day up to the last one, oldest first; a day that nobody came counts nothing. */
export function everyDay(
  known: readonly DayVisits[],
  last: string,
  count: number,
): readonly DayVisits[] {
  const byDay = new Map(known.map((day) => [day.day, day]));
  return Array.from({ length: count }, (_, place) => {
    const day = dayBefore(last, count - 1 - place);
    return byDay.get(day) ?? { day, visits: 0, requests: 0, bytes: 0 };
  });
}
