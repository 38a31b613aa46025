import { type Centavos, type CivilDate, daysBetween, earlier } from "@isp/kernel";
import type { CalendarPart } from "./bill.ts";
import type { InvoiceDraft, ProposedLine } from "./closing.ts";
import { prorate } from "./proration.ts";

type Credit = Omit<ProposedLine, "id">;

/**
 * What a billed line takes back when its subscription ended before the line's last day (R14): the part
 * after the end, by the rule that it was billed by (R4). Null where nothing is to be taken back.
 */
export function creditOf(line: ProposedLine, endedOn: CivilDate): Credit | null {
  const { calendar } = line.explanation;
  const after = calendar.flatMap((part) => cut(part, endedOn));
  const days = after.reduce((sum, part) => sum + part.days, 0);
  const amountCents = keptOf(line, endedOn) - line.amountCents;
  const [first] = after;
  if (first === undefined || days === 0 || amountCents >= 0n) return null;
  const { subscriptionId, customerId, explanation } = line;
  return {
    kind: "credit",
    item: line.id,
    subscriptionId,
    customerId,
    fromOn: first.fromOn,
    toOn: after.at(-1)?.toOn ?? first.toOn,
    days,
    amountCents,
    explanation: { ...explanation, calendar: after },
  };
}

/** What the line would have cost up to the end; never more than it did. */
function keptOf({ amountCents, explanation }: ProposedLine, endedOn: CivilDate): Centavos {
  const { calendar, cycleDays, payableCents, basis } = explanation;
  const begins = calendar[0]?.fromOn ?? endedOn;
  const spans = calendar
    .filter(({ what, fromOn }) => what === "billed" && fromOn < endedOn)
    .map(({ fromOn, toOn }) => ({
      from: daysBetween(begins, fromOn),
      to: daysBetween(begins, earlier(toOn, endedOn)),
    }));
  const before = calendar.filter(({ what }) => what === "billed-before");
  const billedBefore = before.reduce((sum, { days }) => sum + days, 0);
  const kept = prorate(payableCents, spans, { days: cycleDays, billedBefore }, basis);
  return kept < amountCents ? kept : amountCents;
}

/** The billed days of a part that lie after the end. */
function cut(part: CalendarPart, endedOn: CivilDate): CalendarPart[] {
  if (part.what !== "billed" || part.toOn <= endedOn) return [];
  const fromOn = part.fromOn > endedOn ? part.fromOn : endedOn;
  return [{ ...part, fromOn, days: daysBetween(fromOn, part.toOn) }];
}

/**
 * The credits that fit into an invoice: what would leave nothing to pay, or less, is carried forward to
 * the next closing (R14, R18), where it is found again.
 */
export function fitting(
  drafts: readonly Pick<InvoiceDraft, "lines">[],
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
