/** How much of something may be done; it grows with time, up to what one second gives. */
export type Allowance = {
  /** Takes as many of `wanted` as there are. */
  readonly take: (wanted: number) => number;
};

/** `nowMs` never goes back. */
export function allowance(perSecond: number, nowMs = (): number => performance.now()): Allowance {
  let [left, at] = [perSecond, nowMs()];
  return {
    take(wanted) {
      const now = nowMs();
      left = Math.min(perSecond, left + ((now - at) * perSecond) / 1_000);
      at = now;
      const taken = Math.min(wanted, Math.floor(left));
      left -= taken;
      return taken;
    },
  };
}
