import { addDays, type CivilDate, daysBetween } from "@isp/kernel";
import type { Cycle } from "./cycle.ts";
import type { StatusPeriod, SubscriptionTerms } from "./subscription-terms.ts";

export type DayKind =
  | "billed"
  | "trial"
  | "suspended"
  | "not-started"
  | "ended"
  | "billed-before"
  | "ahead";

/** Days (fromOn, toOn] of a cycle and what became of them. */
export type CalendarPart = {
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate;
  readonly days: number;
  readonly what: DayKind;
};

/** When a subscription begins, ends, and was billed. */
export type DatedTerms = Pick<
  SubscriptionTerms,
  "startOn" | "trialDays" | "billedThroughOn" | "endedOn"
> &
  Partial<Pick<SubscriptionTerms, "lastClosingOn">>;

/** The whole cycle, cut where what becomes of its days changes. */
export function calendarOf(
  terms: DatedTerms,
  history: readonly StatusPeriod[],
  cycle: Cycle,
  horizon: CivilDate,
): CalendarPart[] {
  const { startOn, trialDays, billedThroughOn, endedOn } = terms;
  const cuts = [
    startOn,
    addDays(startOn, trialDays),
    billedThroughOn,
    endedOn,
    horizon,
    ...history.map(({ fromOn }) => fromOn),
  ]
    .filter((cut) => cut !== null)
    .filter((cut) => cut > cycle.fromOn && cut < cycle.toOn);
  const borders = [...new Set([cycle.fromOn, ...cuts, cycle.toOn])].sort();
  const parts = borders.slice(1).map((toOn, index) => {
    const fromOn = borders[index] ?? cycle.fromOn;
    const what = kindOf(terms, history, addDays(fromOn, 1), horizon);
    return { fromOn, toOn, days: daysBetween(fromOn, toOn), what };
  });
  return merged(parts);
}

/** What becomes of one day. */
export function kindOf(
  terms: DatedTerms,
  history: readonly StatusPeriod[],
  day: CivilDate,
  horizon: CivilDate,
): DayKind {
  const { startOn, trialDays, billedThroughOn, endedOn } = terms;
  if (day <= startOn) return "not-started";
  if (endedOn !== null && day > endedOn) return "ended";
  if (billedThroughOn !== null && day <= billedThroughOn) return "billed-before";
  const period = history.findLast(({ fromOn }) => fromOn < day);
  if (period?.bills === false) return "suspended";
  if (day <= addDays(startOn, trialDays)) return "trial";
  return day > horizon ? "ahead" : "billed";
}

function merged(parts: readonly CalendarPart[]): CalendarPart[] {
  const result: CalendarPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last?.what !== part.what) result.push(part);
    else result[result.length - 1] = { ...last, toOn: part.toOn, days: last.days + part.days };
  }
  return result;
}
