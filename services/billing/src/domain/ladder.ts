import {
  addDays,
  bankingDayFrom,
  type Centavos,
  type CivilDate,
  daysBetween,
  isBankingDay,
  later,
} from "@isp/kernel";
import type { DefaultPolicy } from "./default-policy.ts";
import { lastDayInTime } from "./overdue.ts";

/** From a day up to, and without, another; without an end while it goes on. */
export type Span = { readonly fromOn: CivilDate; readonly toOn: CivilDate | null };

/** An unpaid invoice as the ladder sees it. */
export type LateDebt = {
  readonly invoiceId: string;
  readonly number: bigint;
  readonly dueOn: CivilDate;
  readonly openCents: Centavos;
  /** The first notice of it that was sent since the ladder is on; null where there is none. */
  readonly noticedOn: CivilDate | null;
  /** When the customer contested it. */
  readonly contests: readonly Span[];
};

/** All that the ladder goes by for one customer of a unit. */
export type Debtor = {
  readonly customerId: string;
  readonly debts: readonly LateDebt[];
  readonly neverSuspendUntilOn: CivilDate | null;
  readonly unlockedUntilOn: CivilDate | null;
  /** Since when the ladder itself has him suspended. */
  readonly suspendedOn: CivilDate | null;
};

export type LadderAct = "notice" | "suspend" | "rescind";

/** What comes, and on which day at the earliest. */
export type LadderStep = {
  readonly act: LadderAct;
  readonly on: CivilDate;
  readonly debtCents: Centavos;
  readonly invoiceIds: readonly string[];
  /** The oldest notice that it rests on. */
  readonly noticedOn: CivilDate | null;
};

/** Why nothing comes, or comes later. */
export type LadderHold = "off" | "paid" | "contested" | "under-minimum" | "promised" | "unlocked";

export type Ladder = {
  readonly owedCents: Centavos;
  readonly holds: readonly LadderHold[];
  readonly steps: readonly LadderStep[];
};

/** The policy of a day; null where the unit's ladder is off. */
export type LadderTerms = Pick<
  DefaultPolicy,
  "suspendAfterNoticeDays" | "rescindAfterSuspensionDays" | "clearingDays" | "minDebtCents"
>;

/** Debts that stand: what is contested is nobody's debt until it is answered (Resolução Anatel 765/2023). */
export function owedOf(debts: readonly LateDebt[]): readonly LateDebt[] {
  return debts.filter((debt) => debt.openCents > 0n && !isContested(debt));
}

const isContested = ({ contests }: LateDebt) => contests.some(({ toOn }) => toOn === null);
const sumOf = (debts: readonly LateDebt[]) =>
  debts.reduce((sum, { openCents }) => sum + openCents, 0n);

/** What comes to a customer who owes, when, and why not sooner. */
export function ladderOf(debtor: Debtor, terms: LadderTerms | null, today: CivilDate): Ladder {
  const owed = owedOf(debtor.debts);
  const owedCents = sumOf(owed);
  const nothing = (hold: LadderHold): Ladder => ({ owedCents, holds: [hold], steps: [] });
  if (owed.length === 0) return nothing(debtor.debts.some(isContested) ? "contested" : "paid");
  if (terms === null) return nothing("off");
  if (owedCents < terms.minDebtCents) return nothing("under-minimum");
  const notice = noticeOf(owed, terms, today);
  const told = owed.map((debt) => ({ ...debt, noticedOn: debt.noticedOn ?? notice?.on ?? today }));
  const suspend = suspensionOf(debtor, told, { terms, today });
  const rescind = rescissionOf(debtor, suspend, { terms, today, owed });
  const steps = [notice, debtor.suspendedOn === null ? suspend : null, rescind];
  return {
    owedCents,
    holds: holdsOf(debtor, today),
    steps: steps.filter((step) => step !== null),
  };
}

function holdsOf({ debts, ...debtor }: Debtor, today: CivilDate): readonly LadderHold[] {
  const holds: LadderHold[] = [];
  if (debts.some(isContested)) holds.push("contested");
  if ((debtor.neverSuspendUntilOn ?? "") >= today) holds.push("promised");
  if ((debtor.unlockedUntilOn ?? "") >= today) holds.push("unlocked");
  return holds;
}

/** A notice names every debt of which none was sent, once a payment in time would be known. */
function noticeOf(
  owed: readonly LateDebt[],
  { clearingDays }: LadderTerms,
  today: CivilDate,
): LadderStep | null {
  const open = owed
    .filter(({ noticedOn }) => noticedOn === null)
    .map((debt) => ({ debt, on: bankingDaysAfter(lastDayInTime(debt.dueOn), clearingDays) }));
  if (open.length === 0) return null;
  const first = open.map(({ on }) => on).reduce((one, other) => (one < other ? one : other));
  const on = later(first, today);
  const named = open.filter((entry) => entry.on <= on).map(({ debt }) => debt);
  return { act: "notice", on, ...about(named), noticedOn: null };
}

type Told = LateDebt & { readonly noticedOn: CivilDate };
type At = { readonly terms: LadderTerms; readonly today: CivilDate };

/** On the first day on which enough of what was told of is ripe, and that is fit for it. */
function suspensionOf(debtor: Debtor, told: readonly Told[], { terms, today }: At) {
  const ripe = told
    .map((debt) => ({ debt, on: ripeOn(debt, terms) }))
    .toSorted((one, other) => (one.on < other.on ? -1 : 1));
  const enough = ripe.findIndex(
    (_, index) => sumOf(ripe.slice(0, index + 1).map(({ debt }) => debt)) >= terms.minDebtCents,
  );
  const earliest = ripe[enough]?.on;
  if (earliest === undefined) return null;
  const kept = [debtor.neverSuspendUntilOn, debtor.unlockedUntilOn]
    .filter((day) => day !== null)
    .map((day) => addDays(day, 1));
  const on = suspensionDayFrom([earliest, ...kept].reduce(later, today));
  const named = ripe.filter((entry) => entry.on <= on).map(({ debt }) => debt);
  const noticedOn = named.map((debt) => debt.noticedOn).toSorted()[0] ?? null;
  return { act: "suspend", on, ...about(named), noticedOn } as const;
}

/** The contract may be rescinded after its time in suspension; nobody but a person does it. */
function rescissionOf(
  { suspendedOn }: Debtor,
  suspend: LadderStep | null,
  { terms, today, owed }: At & { readonly owed: readonly LateDebt[] },
): LadderStep | null {
  const since = suspendedOn ?? suspend?.on;
  if (since === undefined) return null;
  const on = later(addDays(since, terms.rescindAfterSuspensionDays), today);
  return { act: "rescind", on, ...about(owed), noticedOn: suspend?.noticedOn ?? null };
}

const about = (debts: readonly LateDebt[]) => ({
  debtCents: sumOf(debts),
  invoiceIds: debts.map(({ invoiceId }) => invoiceId),
});

/**
 * When a debt has waited its time since the notice: days on which it was contested do not count, and a
 * payment on the last day of the term must have become known.
 */
export function ripeOn(
  debt: Told,
  { suspendAfterNoticeDays, clearingDays }: LadderTerms,
): CivilDate {
  const stopped = debt.contests.reduce((days, { fromOn, toOn }) => {
    const [from, to] = [later(fromOn, debt.noticedOn), toOn ?? fromOn];
    return days + Math.max(0, daysBetween(from, to));
  }, 0);
  const ended = addDays(debt.noticedOn, suspendAfterNoticeDays + stopped);
  return bankingDaysAfter(ended, clearingDays);
}

/** Nobody is cut off on a day without business, nor before one: who pays could not be back the next day. */
export function isSuspensionDay(day: CivilDate): boolean {
  return isBankingDay(day) && isBankingDay(addDays(day, 1));
}

function suspensionDayFrom(day: CivilDate): CivilDate {
  let fit = day;
  while (!isSuspensionDay(fit)) fit = addDays(fit, 1);
  return fit;
}

/** So many banking days after a day. */
function bankingDaysAfter(day: CivilDate, days: number): CivilDate {
  let reached = day;
  for (let left = days; left > 0; left -= 1) reached = bankingDayFrom(addDays(reached, 1));
  return reached;
}
