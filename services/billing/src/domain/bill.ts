import { addDays, type Centavos, type CivilDate, daysBetween, later } from "@isp/kernel";
import { closesOn, type Cycle, cyclesBetween, lengthOf, nextClosing } from "./cycle.ts";
import { type ProrationBasis, prorate } from "./proration.ts";
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

/** A line explains itself: how its cycle was divided, and by what. */
export type Explanation = {
  readonly basis: ProrationBasis;
  readonly cycleDays: number;
  readonly priceCents: Centavos;
  readonly payableCents: Centavos;
  readonly planName: string;
  readonly calendar: readonly CalendarPart[];
};

export type BillLine = {
  readonly kind: "plan" | "mailbox" | "credit" | "installment" | "fine";
  /** The line that a credit takes back, the instalment `2/3`, the charge of a fine, how many mailboxes with it; `-` for a plan. */
  readonly item: string;
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate;
  readonly days: number;
  readonly amountCents: Centavos;
  readonly explanation: Explanation;
};

export type Bill =
  | { readonly lines: readonly BillLine[]; readonly billedThroughOn: CivilDate }
  | { readonly parked: { readonly code: string; readonly detail: string } };

/** A subscription that was replaced at the same price: its days and the successor's are one cycle (R4). */
export type Replaced = { readonly terms: Terms; readonly history: readonly StatusPeriod[] };

export type Closing = {
  readonly on: CivilDate;
  readonly closingDay: number;
  readonly basis: ProrationBasis;
  /** A person has seen the months that nobody billed, and wants them billed (R6). */
  readonly takesPast?: boolean;
  /** Those before it in its chain, at the same net price. */
  readonly chain?: readonly Replaced[];
};

type Terms = Pick<
  SubscriptionTerms,
  | "startOn"
  | "trialDays"
  | "priceCents"
  | "payableCents"
  | "planName"
  | "advanceBilling"
  | "billedThroughOn"
  | "endedOn"
> &
  Partial<Pick<SubscriptionTerms, "lastClosingOn" | "carriedThroughOn">>;

/**
 * What a subscription owes at a closing: arrears up to the closing, and the month ahead as well when
 * it bills in advance (R1 to R8, R11). One line per cycle.
 */
export function bill(terms: Terms, history: readonly StatusPeriod[], closing: Closing): Bill {
  const { on, closingDay } = closing;
  const horizon = terms.advanceBilling ? nextClosing(on, closingDay) : on;
  const billFrom = billedFrom(terms);
  const cycles = cyclesBetween(billFrom, horizon, closingDay);
  const lines = cycles
    .map((cycle) => lineOf(terms, history, closing, { cycle, horizon }))
    .filter((line) => line.days > 0);
  const past = pastOf(lines, { on, carriedThroughOn: terms.carriedThroughOn ?? null });
  if (past.length > 1 && closing.takesPast !== true) return retroactive(past);
  return { lines, billedThroughOn: later(terms.billedThroughOn ?? horizon, horizon) };
}

/** Lines of cycles that are over: each has one, and only the one that closes now is not past. What was carried is not forgotten. */
export function pastOf(
  lines: readonly BillLine[],
  { on, carriedThroughOn }: { readonly on: CivilDate; readonly carriedThroughOn: CivilDate | null },
): readonly BillLine[] {
  return lines.filter(({ explanation }) => {
    const closedOn = explanation.calendar.at(-1)?.toOn ?? on;
    return closedOn < on && closedOn > (carriedThroughOn ?? "");
  });
}

/** R1: nothing before the start, nothing billed before, no trial day. */
function billedFrom({ startOn, trialDays, billedThroughOn }: Terms): CivilDate {
  const afterTrial = addDays(startOn, trialDays);
  return later(afterTrial, billedThroughOn ?? startOn);
}

/** More than one unbilled past cycle is for a person to decide (R6). */
function retroactive(lines: readonly BillLine[]): Bill {
  const total = lines.reduce((sum, { amountCents }) => sum + amountCents, 0n);
  const detail = `${lines.length} past cycles are unbilled, ${total} centavos in all`;
  return { parked: { code: "billing.retroactive", detail } };
}

function lineOf(
  terms: Terms,
  history: readonly StatusPeriod[],
  { basis, closingDay, chain = [] }: Closing,
  { cycle, horizon }: { readonly cycle: Cycle; readonly horizon: CivilDate },
): BillLine {
  const calendar = calendarOf(terms, history, cycle, horizon);
  const billed = calendar.filter(({ what }) => what === "billed");
  const spans = billed.map(({ fromOn, toOn }) => ({
    from: daysBetween(cycle.fromOn, fromOn),
    to: daysBetween(cycle.fromOn, toOn),
  }));
  const cycleDays = lengthOf(cycle);
  const inChain = chain.map((before) => calendarOf(before.terms, before.history, cycle, horizon));
  // Days of a transition that were billed before were part of the old cycle, not of this one (R16).
  const ownBefore = isTransition(terms, closingDay) ? 0 : daysOf(calendar, ["billed-before"]);
  const billedBefore =
    ownBefore + inChain.reduce((sum, parts) => sum + daysOf(parts, ["billed", "billed-before"]), 0);
  const { priceCents, payableCents, planName } = terms;
  return {
    kind: "plan",
    item: "-",
    fromOn: billed[0]?.fromOn ?? cycle.fromOn,
    toOn: billed.at(-1)?.toOn ?? cycle.toOn,
    days: billed.reduce((sum, { days }) => sum + days, 0),
    amountCents: prorate(payableCents, spans, { days: cycleDays, billedBefore }, basis),
    explanation: { basis, cycleDays, priceCents, payableCents, planName, calendar },
  };
}

/** R16: the last closing was one of another closing day, so the days since are prorated for themselves. */
function isTransition({ lastClosingOn = null }: Terms, closingDay: number): boolean {
  return lastClosingOn !== null && !closesOn(lastClosingOn, closingDay);
}

function daysOf(calendar: readonly CalendarPart[], kinds: readonly DayKind[]): number {
  const counted = calendar.filter(({ what }) => kinds.includes(what));
  return counted.reduce((sum, { days }) => sum + days, 0);
}

/** The whole cycle, cut where what becomes of its days changes. */
export function calendarOf(
  terms: Terms,
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
function kindOf(
  terms: Terms,
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
