import { type Centavos, roundHalfUp } from "@isp/kernel";

/** What a month's price is divided by (D1). */
export type ProrationBasis = "actual" | "commercial30";

/** Days of a cycle as offsets: from 0 at its beginning to D at its closing. */
export type Span = { readonly from: number; readonly to: number };

/** What was billed of a cycle before, by all that it was split into. */
export type BilledBefore = { readonly days: number; readonly cents: Centavos };

export const nothingBefore: BilledBefore = { days: 0, cents: 0n };

const commercialMonth = 30;

/**
 * The price of parts of one cycle of `cycleDays` days (R4). `actual` rounds at the borders of the
 * parts, so that the parts of one price always add up to one month. `commercial30` rounds each part for
 * itself and never bills more than 30 days of a cycle: the part that reaches them takes what is left of the
 * price, and none takes more than that. A whole cycle is the price in both.
 */
export function prorate(
  netCents: Centavos,
  spans: readonly Span[],
  cycle: { readonly days: number; readonly before: BilledBefore },
  basis: ProrationBasis,
): Centavos {
  const { days: cycleDays, before } = cycle;
  const days = daysIn(spans);
  if (days >= cycleDays) return netCents;
  if (basis === "commercial30") {
    const rest = before.cents < netCents ? netCents - before.cents : 0n;
    const own = commercialShare(
      netCents,
      Math.max(0, Math.min(days, commercialMonth - before.days)),
    );
    return before.days + days >= commercialMonth || own > rest ? rest : own;
  }
  const upTo = (day: number) => roundHalfUp(netCents * BigInt(day), BigInt(cycleDays));
  return spans.reduce((sum, { from, to }) => sum + upTo(to) - upTo(from), 0n);
}

export const daysIn = (spans: readonly Span[]): number =>
  spans.reduce((sum, { from, to }) => sum + to - from, 0);

/** So many days of a commercial month, never more than all of it. */
export const commercialShare = (netCents: Centavos, days: number): Centavos =>
  roundHalfUp(netCents * BigInt(Math.min(days, commercialMonth)), BigInt(commercialMonth));
