import type { CivilDate } from "@isp/kernel";
import { nextClosing } from "./cycle.ts";

/** Subscriptions of one due day that no closing has closed since a day. */
export type Unclosed = {
  readonly closingDay: number;
  /** The last day up to which all of them were closed. */
  readonly since: CivilDate;
};

/** Nobody catches up with more than three years at once. */
const mostDates = 36;

/**
 * The dates up to today on which something should have been closed and was not, oldest first: what was
 * missed is caught up in this order, each date with its own dues.
 */
export function dueClosings(
  unclosed: readonly Unclosed[],
  standing: ReadonlySet<CivilDate>,
  today: CivilDate,
): readonly CivilDate[] {
  const dates = new Set<CivilDate>();
  for (const { closingDay, since } of unclosed) {
    let on = nextClosing(since, closingDay);
    for (let count = 0; on <= today && count < mostDates; count++) {
      if (!standing.has(on)) dates.add(on);
      on = nextClosing(on, closingDay);
    }
  }
  return [...dates].sort();
}
