/** Why a session is taken to have ended without a word from the access server. */
export type PresumedCause = "silent" | "replaced" | "disconnected";

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

export function holds({ after }: Presumption, lastReportAt: number): boolean {
  return after >= lastReportAt;
}
