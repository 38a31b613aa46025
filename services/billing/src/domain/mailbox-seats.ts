import { type CivilDate, daysBetween, addDays, later } from "@isp/kernel";
import { type Bill, bill, type BillLine, type Closing } from "./bill.ts";
import type { BilledPart } from "./billed-before.ts";
import type { StatusPeriod, SubscriptionTerms } from "./subscription-terms.ts";

/** From the day after `fromOn` on, a subscription holds a mailbox, through `untilOn` where it does no more. */
export type MailboxHolding = {
  readonly mailboxId: string;
  readonly fromOn: CivilDate;
  readonly untilOn: CivilDate | null;
};

/** What a subscription holds, and through which day each seat was billed, by rank. */
export type HeldMailboxes = {
  readonly holdings: readonly MailboxHolding[];
  readonly billedThrough: ReadonlyMap<number, CivilDate>;
  /** What stands of cycles that were split, by rank. */
  readonly billed?: ReadonlyMap<number, readonly BilledPart[]>;
};

export const noMailboxes: HeldMailboxes = { holdings: [], billedThrough: new Map() };

/**
 * A place beyond what the plan includes, and when somebody has it. What is billed is how many mailboxes there
 * are and not which: one that goes frees the last place (R15).
 */
export type Seat = { readonly rank: number; readonly periods: readonly StatusPeriod[] };

export function seatsOf(holdings: readonly MailboxHolding[], included: number): readonly Seat[] {
  const days = holdings.flatMap(({ fromOn, untilOn }) => [fromOn, untilOn]);
  const borders = [...new Set(days.filter((day) => day !== null))].sort();
  const counts = borders.map((day) => ({ day, count: holdings.filter(holdsAfter(day)).length }));
  const most = Math.max(0, ...counts.map(({ count }) => count));
  return Array.from({ length: Math.max(0, most - included) }, (_, index) => {
    const rank = included + index + 1;
    const periods = counts.map(({ day, count }) => ({ fromOn: day, bills: count >= rank }));
    return { rank, periods: merged(periods) };
  });
}

const holdsAfter =
  (day: CivilDate) =>
  ({ fromOn, untilOn }: MailboxHolding): boolean =>
    fromOn <= day && (untilOn === null || untilOn > day);

/** A seat bills while somebody has it and its plan bills. */
export function seatHistory(
  { periods }: Seat,
  plan: readonly StatusPeriod[],
): readonly StatusPeriod[] {
  const borders = [...new Set([...periods, ...plan].map(({ fromOn }) => fromOn))].sort();
  const isTaken = (day: CivilDate) => at(periods, day) ?? false;
  const isBilled = (day: CivilDate) => at(plan, day) ?? true;
  return merged(borders.map((day) => ({ fromOn: day, bills: isTaken(day) && isBilled(day) })));
}

const at = (history: readonly StatusPeriod[], day: CivilDate): boolean | undefined =>
  history.findLast(({ fromOn }) => fromOn <= day)?.bills;

const merged = (periods: readonly StatusPeriod[]): readonly StatusPeriod[] =>
  periods.filter(({ bills }, index) => index === 0 || bills !== periods[index - 1]?.bills);

/**
 * What the seats of a subscription owe at a closing, by the rules of its plan and without its discount. Each goes
 * on after the last day of it that stands on a line, so that one taken in the middle of a month that was paid
 * ahead is billed from that day.
 */
export function billSeats(
  terms: SubscriptionTerms,
  history: readonly StatusPeriod[],
  { holdings, billedThrough, billed }: HeldMailboxes,
  closing: Pick<Closing, "on" | "closingDay" | "basis" | "takesPast">,
): Bill {
  const lines: BillLine[] = [];
  const { mailboxFeeCents, mailboxesIncluded } = terms;
  const seats = mailboxFeeCents > 0n ? seatsOf(holdings, mailboxesIncluded) : [];
  for (const seat of seats) {
    const through = billedThrough.get(seat.rank) ?? closedThrough(terms);
    const own = seatTerms(terms, seat, through);
    const made = bill(own, seatHistory(seat, history), {
      ...closing,
      billed: billed?.get(seat.rank) ?? [],
    });
    if ("parked" in made) return made;
    const item = `${seat.rank}`;
    lines.push(...made.lines.map((line) => ({ ...line, kind: "mailbox", item }) as const));
  }
  return { lines, billedThroughOn: closing.on };
}

/** Where its plan was carried forward, what it owed since then is still to be billed. */
function closedThrough(terms: SubscriptionTerms): CivilDate | null {
  const { carriedThroughOn, billedThroughOn, lastClosingOn } = terms;
  return carriedThroughOn === null ? lastClosingOn : billedThroughOn;
}

function seatTerms(
  terms: SubscriptionTerms,
  { periods }: Seat,
  billedThroughOn: CivilDate | null,
): SubscriptionTerms {
  const taken = periods.find(({ bills }) => bills)?.fromOn ?? terms.startOn;
  const startOn = later(terms.startOn, taken);
  const trialOver = addDays(terms.startOn, terms.trialDays);
  return {
    ...terms,
    startOn,
    trialDays: Math.max(0, daysBetween(startOn, trialOver)),
    priceCents: terms.mailboxFeeCents,
    payableCents: terms.mailboxFeeCents,
    billedThroughOn,
  };
}
