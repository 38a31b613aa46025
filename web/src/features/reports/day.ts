import type { SubscriptionLine } from "../lists/lines.ts";

/** How many, under one reason or seller; no name where there was none. */
export type Tally = { readonly id: string; readonly name: string; readonly count: number };

export type Cancellation = {
  readonly subscription: SubscriptionLine;
  readonly reason: string;
  readonly requestedBy: string;
};

/** A day's report as the API gives it; its lists are cut at 1000 lines, its totals are whole. */
export type DayReportData = {
  readonly on: string;
  readonly registrations: readonly SubscriptionLine[];
  readonly cancellations: readonly Cancellation[];
  readonly registrationsBySalesperson: readonly Tally[];
  readonly cancellationsByReason: readonly Tally[];
  readonly cancellationsBySalesperson: readonly Tally[];
  readonly waitingInstallations: readonly SubscriptionLine[];
  readonly expiringContracts: readonly SubscriptionLine[];
  readonly totalRegistrations: number;
  readonly totalCancellations: number;
  readonly totalWaitingInstallations: number;
  readonly totalExpiringContracts: number;
};

export type Bar = {
  readonly key: string;
  readonly name: string;
  readonly count: number;
  readonly percent: number;
};

/** The longest bars first, each as part of the longest; those that are too many become one. */
export function barsOf(tallies: readonly Tally[], others: string, shown = 8): Bar[] {
  const sorted = tallies.toSorted((one, other) => other.count - one.count);
  const rest = sorted.slice(shown).reduce((sum, { count }) => sum + count, 0);
  const kept = sorted.slice(0, shown);
  const all = rest === 0 ? kept : [...kept, { id: "others", name: others, count: rest }];
  const longest = Math.max(1, ...all.map(({ count }) => count));
  return all.map(({ id, name, count }) => ({
    key: id === "" ? "none" : id,
    name,
    count,
    percent: Math.round((count / longest) * 100),
  }));
}
