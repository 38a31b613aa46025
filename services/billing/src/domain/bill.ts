import { addDays, type Centavos, type CivilDate, later } from "@isp/kernel";
import { type Cycle, cyclesBetween, lengthOf, nextClosing } from "./cycle.ts";
import {
  type BilledPart,
  billedBefore,
  billedOfChain,
  type Replaced,
  spansOf,
  sumOf,
} from "./billed-before.ts";
import { type CalendarPart, calendarOf, type DatedTerms } from "./calendar.ts";
import { daysIn, nothingBefore, type ProrationBasis, prorate } from "./proration.ts";
import type { StatusPeriod, SubscriptionTerms } from "./subscription-terms.ts";

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

export type Closing = {
  readonly on: CivilDate;
  readonly closingDay: number;
  readonly basis: ProrationBasis;
  /** A person has seen the months that nobody billed, and wants them billed (R6). */
  readonly takesPast?: boolean;
  /** Those before it in its chain, at the same net price; the last one first. */
  readonly chain?: readonly Replaced[];
  /** What of it stands on invoices, at least of the cycle in which it goes on. */
  readonly billed?: readonly BilledPart[];
};

type Terms = DatedTerms &
  Pick<SubscriptionTerms, "priceCents" | "payableCents" | "planName" | "advanceBilling"> &
  Partial<Pick<SubscriptionTerms, "carriedThroughOn">>;

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
  { basis, closingDay, chain = [], billed: stands = [] }: Closing,
  { cycle, horizon }: { readonly cycle: Cycle; readonly horizon: CivilDate },
): BillLine {
  const calendar = calendarOf(terms, history, cycle, horizon);
  const billed = calendar.filter(({ what }) => what === "billed");
  const { priceCents, payableCents, planName } = terms;
  const cycleDays = lengthOf(cycle);
  const spans = spansOf(calendar, cycle);
  const about = { cycle, netCents: payableCents, closingDay };
  // Only a commercial month depends on what was billed of it before.
  const before =
    basis === "actual"
      ? nothingBefore
      : sumOf(
          billedOfChain(chain, { ...about, horizon }),
          billedBefore({ terms, history, billed: stands }, about),
        );
  return {
    kind: "plan",
    item: "-",
    fromOn: billed[0]?.fromOn ?? cycle.fromOn,
    toOn: billed.at(-1)?.toOn ?? cycle.toOn,
    days: daysIn(spans),
    amountCents: prorate(payableCents, spans, { days: cycleDays, before }, basis),
    explanation: { basis, cycleDays, priceCents, payableCents, planName, calendar },
  };
}
