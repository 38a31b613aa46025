import type { DayVisits } from "../../api/hosting.ts";

const dayMs = 86_400_000;

/** Every day up to the last one, oldest first; a day that nobody came counts nothing. */
export function everyDay(
  known: readonly DayVisits[],
  last: string,
  count: number,
): readonly DayVisits[] {
  const byDay = new Map(known.map((day) => [day.day, day]));
  const end = Date.parse(`${last}T00:00:00Z`);
  return Array.from({ length: count }, (_, place) => {
    const day = new Date(end - (count - 1 - place) * dayMs).toISOString().slice(0, 10);
    return byDay.get(day) ?? { day, visits: 0, requests: 0, bytes: 0 };
  });
}
