import { type Centavos, type CivilDate, daysBetween } from "@isp/kernel";
import type { CalendarPart, DayKind } from "./calendar.ts";
import { type InvoiceDraft, type ProposedLine, totalOf } from "./closing.ts";
import { commercialShare, prorate } from "./proration.ts";
import type { StatusPeriod } from "./subscription-terms.ts";

type Credit = Omit<ProposedLine, "id">;

/** What is known of a subscription now, after a line was billed. */
export type KnownNow = {
  readonly endedOn: CivilDate | null;
  readonly history: readonly StatusPeriod[];
};

/**
 * What a billed line takes back, because its subscription ended or was suspended on days of it (R14): by
 * the rule that it was billed by (R4). Null where nothing is to be taken back.
 */
export function creditOf(line: ProposedLine, now: KnownNow): Credit | null {
  const parts = line.explanation.calendar.flatMap((part) => divided(part, now));
  const notOwed = parts.filter(({ what }) => what === "ended" || what === "suspended");
  const amountCents = keptOf(line, parts) - line.amountCents;
  const [first] = notOwed;
  if (first === undefined || amountCents >= 0n) return null;
  const { subscriptionId, customerId, explanation } = line;
  return {
    kind: "credit",
    item: line.id,
    subscriptionId,
    customerId,
    fromOn: first.fromOn,
    toOn: notOwed.at(-1)?.toOn ?? first.toOn,
    days: notOwed.reduce((sum, { days }) => sum + days, 0),
    amountCents,
    explanation: { ...explanation, calendar: notOwed },
  };
}

/** What the line would have cost for the days that are owed; never more than it did. */
function keptOf(
  { amountCents, explanation }: ProposedLine,
  parts: readonly CalendarPart[],
): Centavos {
  const { calendar, cycleDays, payableCents, basis } = explanation;
  const begins = calendar[0]?.fromOn ?? "";
  const spans = parts
    .filter(({ what }) => what === "billed")
    .map(({ fromOn, toOn }) => ({
      from: daysBetween(begins, fromOn),
      to: daysBetween(begins, toOn),
    }));
  const before = calendar.filter(({ what }) => what === "billed-before");
  const days = before.reduce((sum, part) => sum + part.days, 0);
  const billedBefore = { days, cents: commercialShare(payableCents, days) };
  const cycle = { days: cycleDays, before: billedBefore };
  const kept = prorate(payableCents, spans, cycle, basis);
  return kept < amountCents ? kept : amountCents;
}

/** A billed part, cut where what becomes of its days is another thing now; other parts as they are. */
function divided(part: CalendarPart, now: KnownNow): CalendarPart[] {
  if (part.what !== "billed") return [part];
  const cuts = [now.endedOn, ...now.history.map(({ fromOn }) => fromOn)]
    .filter((cut) => cut !== null)
    .filter((cut) => cut > part.fromOn && cut < part.toOn);
  const borders = [...new Set([part.fromOn, ...cuts, part.toOn])].sort();
  return borders.slice(1).map((toOn, index) => {
    const fromOn = borders[index] ?? part.fromOn;
    return { fromOn, toOn, days: daysBetween(fromOn, toOn), what: whatOf(toOn, now) };
  });
}

/** What becomes of a day that was billed. */
function whatOf(day: CivilDate, { endedOn, history }: KnownNow): DayKind {
  if (endedOn !== null && day > endedOn) return "ended";
  const holding = history.findLast(({ fromOn }) => fromOn < day);
  return holding?.bills === false ? "suspended" : "billed";
}

type Draft = Pick<InvoiceDraft, "lines">;

/** Invoices that would come to nothing or less with all that is given back, by their index. */
export function overdrawn(
  drafts: readonly Draft[],
  credits: readonly ProposedLine[],
  draftOf: (credit: ProposedLine) => number,
): readonly number[] {
  const back = Map.groupBy(credits, draftOf);
  return [...back].flatMap(([index, own]) => {
    const draft = drafts[index];
    return draft !== undefined && totalOf(draft.lines) + totalOf(own) <= 0n ? [index] : [];
  });
}

/**
 * The credits that fit into an invoice: what would leave nothing to pay, or less, is carried forward to
 * the next closing (R14, R18), where it is found again.
 */
export function fitting(
  drafts: readonly Draft[],
  credits: readonly ProposedLine[],
  draftOf: (credit: ProposedLine) => number,
): readonly ProposedLine[] {
  const left = drafts.map(({ lines }) => lines.reduce((sum, line) => sum + line.amountCents, 0n));
  return credits.filter((credit) => {
    const index = draftOf(credit);
    const rest = (left[index] ?? 0n) + credit.amountCents;
    if (rest <= 0n) return false;
    left[index] = rest;
    return true;
  });
}
