import type { CivilDate } from "@isp/kernel";
import type { SubscriptionTerms } from "./subscription-terms.ts";

/** Beyond these nobody sells anything: a row that says so was damaged, and reckoning with it would never end. */
const most = { days: 3_660, months: 1_200, cents: 1_000_000_000_000n, mailboxes: 100_000 };
const [firstDay, lastDay] = ["1990-01-01", "2200-12-31"];

/** What makes the terms of a subscription nothing that could be billed; null where they are sound. */
export function brokenIn(terms: SubscriptionTerms): string | null {
  const { trialDays, installments, validityMonths, mailboxesIncluded } = terms;
  const wrong = [
    ...outside("trialDays", trialDays, most.days),
    ...outside("installments", installments, most.months),
    ...outside("validityMonths", validityMonths, most.months),
    ...outside("mailboxesIncluded", mailboxesIncluded, most.mailboxes),
    ...outside("priceCents", terms.priceCents, most.cents),
    ...outside("payableCents", terms.payableCents, most.cents),
    ...outside("installFeeCents", terms.installFeeCents, most.cents),
    ...outside("mailboxFeeCents", terms.mailboxFeeCents, most.cents),
    ...Object.entries(datesOf(terms))
      .filter(([, day]) => day !== null && (day < firstDay || day > lastDay))
      .map(([name, day]) => `${name} is ${day}`),
  ];
  return wrong.length === 0 ? null : wrong.join(", ");
}

function outside(name: string, value: number | bigint, largest: number | bigint): string[] {
  return value >= 0 && value <= largest ? [] : [`${name} is ${value}`];
}

function datesOf({
  startOn,
  billedThroughOn,
  lastClosingOn,
  endedOn,
  expiresOn,
}: SubscriptionTerms): Readonly<Record<string, CivilDate | null>> {
  return { startOn, billedThroughOn, lastClosingOn, endedOn, expiresOn };
}
