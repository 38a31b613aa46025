import { allowance } from "./allowance.ts";

/** How many readings may be told: in a storm of reports few, since each costs as much as a report. */
export type ReadingPace = {
  /** So many reports were written. */
  readonly note: (reports: number) => void;
  readonly take: (wanted: number) => number;
};

/** What a million subscribers report every ten minutes, and some. */
const perSecond = 2_000;
/** More reports than these are a storm, for as long as a second after the last of them. */
const stormPerSecond = 4_000;
const perSecondInStorm = 500;
const stormLastsMs = 1_000;

/** `nowMs` never goes back. */
export function readingPace(nowMs = (): number => performance.now()): ReadingPace {
  const reports = allowance(stormPerSecond, nowMs);
  const [calm, stormy] = [allowance(perSecond, nowMs), allowance(perSecondInStorm, nowMs)];
  let stormAt = Number.NEGATIVE_INFINITY;
  return {
    note(count) {
      if (reports.take(count) < count) stormAt = nowMs();
    },
    take: (wanted) => (nowMs() - stormAt < stormLastsMs ? stormy : calm).take(wanted),
  };
}
