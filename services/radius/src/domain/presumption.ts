import { toleratedSkewMs } from "./report-time.ts";

/** Why a session is taken to have ended though no Stop said so. */
export type PresumedCause = "restart" | "silent" | "replaced" | "disconnected";

/**
 * That a session has ended, as far as could be known from what had been heard by then. It holds until
 * something newer is heard: then the session is open, whatever was presumed.
 */
export type Presumption = {
  /** The latest report that was known. */
  readonly after: number;
  /** It ended then at the latest. */
  readonly at: number;
  readonly cause: PresumedCause;
};

/** Of two, the one that knew more; so the order in which they come makes no difference. */
export function betterPresumption(
  left: Presumption | null,
  right: Presumption | null,
): Presumption | null {
  if (left === null || right === null) return left ?? right;
  const order =
    right.after - left.after || left.at - right.at || (left.cause <= right.cause ? -1 : 1);
  return order <= 0 ? left : right;
}

/** What was reported just before a restart may still be on its way, by a clock that is not ours. */
export function holds({ after, at, cause }: Presumption, lastReportAt: number): boolean {
  const until = cause === "restart" ? Math.max(after, at + toleratedSkewMs) : after;
  return until >= lastReportAt;
}
