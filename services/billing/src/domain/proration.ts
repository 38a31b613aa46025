import { type Centavos, roundHalfUp } from "@isp/kernel";

/** What a month's price is divided by (D1). */
export type ProrationBasis = "actual" | "commercial30";

/** Days of a cycle as offsets: from 0 at its beginning to D at its closing. */
export type Span = { readonly from: number; readonly to: number };

const commercialMonth = 30;

/**
 * The price of parts of one cycle of `cycleDays` days (R4). `actual` rounds at the borders of the
 * parts, so that the parts of one price always add up to one month; `commercial30` never bills more
 * than 30 days of a cycle. A whole cycle is the price in both.
 */
export function prorate(
  netCents: Centavos,
  spans: readonly Span[],
  cycle: { readonly days: number; readonly billedBefore: number },
  basis: ProrationBasis,
): Centavos {
  const { days: cycleDays, billedBefore } = cycle;
  const days = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  if (days >= cycleDays) return netCents;
  if (basis === "commercial30") {
    const share = (part: number) => roundHalfUp(netCents * BigInt(part), BigInt(commercialMonth));
    const left = Math.max(0, Math.min(days, commercialMonth - billedBefore));
    // Two halves that are both rounded up would cost a centavo more than the month: the last one gives way.
    const rest = netCents - share(Math.min(billedBefore, commercialMonth));
    return share(left) < rest ? share(left) : rest;
  }
  const upTo = (day: number) => roundHalfUp(netCents * BigInt(day), BigInt(cycleDays));
  return spans.reduce((sum, { from, to }) => sum + upTo(to) - upTo(from), 0n);
}
