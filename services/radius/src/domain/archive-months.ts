/** A month of the archive, such as 202611; sessions are in the month of their first packet. */
export type Month = string;

const dayMs = 24 * 3_600_000;
/** So far ahead there is room, should nobody be there to make more. */
const monthsAhead = 3;

/** The first instant that is not in it any more. */
export function endOfMonth(month: Month): Date {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(4)), 1));
}

export function monthOf(instant: Date): Month {
  return instant.toISOString().slice(0, 7).replace("-", "");
}

/** The months to make room for, oldest first. */
export function missingMonths(existing: readonly Month[], now: Date): Month[] {
  const last = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + monthsAhead, 1));
  const missing: Month[] = [];
  for (
    let month = monthOf(endOfMonth(existing.toSorted().at(-1) ?? monthOf(now)));
    month <= monthOf(last);
    month = monthOf(endOfMonth(month))
  )
    missing.push(month);
  return missing;
}

/** The months of which nothing is to be kept by their own age; a session that lasted longer may be. */
export function expiredMonths(existing: readonly Month[], now: Date, keptDays: number): Month[] {
  const keptFrom = new Date(now.getTime() - keptDays * dayMs);
  return existing.filter((month) => endOfMonth(month) <= keptFrom).toSorted();
}
