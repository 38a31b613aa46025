import { addDays, type Centavos, type CivilDate, daysBetween, later } from "@isp/kernel";
import { type CalendarPart, calendarOf, type DatedTerms, kindOf } from "./calendar.ts";
import type { ProposedLine } from "./closing.ts";
import { creditOf, type KnownNow } from "./credit.ts";
import { closesOn, type Cycle, lengthOf } from "./cycle.ts";
import {
  type BilledBefore,
  commercialShare,
  daysIn,
  nothingBefore,
  prorate,
  type Span,
} from "./proration.ts";
import type { StatusPeriod } from "./subscription-terms.ts";

/** What a line that stands bills of its cycle. */
export type BilledPart = {
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate;
  readonly days: number;
  readonly amountCents: Centavos;
  readonly payableCents: Centavos;
};

/** A subscription as far as it is one of those that share a cycle. */
type Sharing = {
  readonly terms: DatedTerms;
  readonly history: readonly StatusPeriod[];
  readonly billed: readonly BilledPart[];
};

/** A subscription that was replaced at the same price: its days and the successor's are one cycle (R4). */
export type Replaced = Sharing;

type About = {
  readonly cycle: Cycle;
  readonly netCents: Centavos;
  readonly closingDay: number;
};

/** A line without what of it is given back, now or at the next closing (R14). */
export function standingPart(line: ProposedLine, now: KnownNow): BilledPart {
  const credit = creditOf(line, now);
  const { fromOn, toOn, days, amountCents, explanation } = line;
  return {
    fromOn,
    toOn,
    days: days - (credit?.days ?? 0),
    amountCents: amountCents + (credit?.amountCents ?? 0n),
    payableCents: explanation.payableCents,
  };
}

export const sumOf = (one: BilledBefore, other: BilledBefore): BilledBefore => ({
  days: one.days + other.days,
  cents: one.cents + other.cents,
});

/** The days of a calendar that are billed now, as offsets in its cycle. */
export function spansOf(calendar: readonly CalendarPart[], { fromOn: begins }: Cycle): Span[] {
  return calendar
    .filter(({ what }) => what === "billed")
    .map(({ fromOn, toOn }) => ({
      from: daysBetween(begins, fromOn),
      to: daysBetween(begins, toOn),
    }));
}

/** What a subscription was billed of a cycle before: what stands on its lines, and days that others billed. */
export function billedBefore(
  { terms, history, billed }: Sharing,
  { cycle, netCents, closingDay }: About,
): BilledBefore {
  const { billedThroughOn } = terms;
  if (billedThroughOn === null || billedThroughOn <= cycle.fromOn) return nothingBefore;
  const begins = beginOf(terms, cycle, closingDay);
  const own = billed.filter(({ fromOn, toOn }) => fromOn >= begins && toOn <= cycle.toOn);
  const uncovered = daysAfter(begins, billedThroughOn < cycle.toOn ? billedThroughOn : cycle.toOn)
    .filter((day) => !own.some(({ fromOn, toOn }) => fromOn < day && day <= toOn))
    .filter((day) => kindOf({ ...terms, billedThroughOn: null }, history, day, day) === "billed");
  // Days of another price are as many days of this one.
  const centsOf = ({ payableCents, amountCents, days }: BilledPart) =>
    payableCents === netCents ? amountCents : commercialShare(netCents, days);
  return {
    days: own.reduce((sum, { days }) => sum + days, uncovered.length),
    cents: own.reduce(
      (sum, part) => sum + centsOf(part),
      commercialShare(netCents, uncovered.length),
    ),
  };
}

/** What those before it in its chain were billed of a cycle, or are by the closing that bills it. */
export function billedOfChain(
  chain: readonly Replaced[],
  { horizon, ...about }: About & { readonly horizon: CivilDate },
): BilledBefore {
  const { cycle, netCents } = about;
  return chain.toReversed().reduce((before, replaced) => {
    const known = sumOf(before, billedBefore(replaced, about));
    const calendar = calendarOf(replaced.terms, replaced.history, cycle, horizon);
    const spans = spansOf(calendar, cycle);
    const days = { days: lengthOf(cycle), before: known };
    return sumOf(known, {
      days: daysIn(spans),
      cents: spans.length === 0 ? 0n : prorate(netCents, spans, days, "commercial30"),
    });
  }, nothingBefore);
}

/** Days of a transition that were billed before were part of the old cycle, not of this one (R16). */
function beginOf({ lastClosingOn = null }: DatedTerms, cycle: Cycle, closingDay: number) {
  const isTransition = lastClosingOn !== null && !closesOn(lastClosingOn, closingDay);
  return isTransition ? later(lastClosingOn, cycle.fromOn) : cycle.fromOn;
}

/** The days of (from, to]. */
function daysAfter(from: CivilDate, to: CivilDate): CivilDate[] {
  const count = Math.max(0, daysBetween(from, to));
  return Array.from({ length: count }, (_, index) => addDays(from, index + 1));
}
