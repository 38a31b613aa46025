import type { Worker } from "@isp/runtime";

export type Gaps = {
  /** Every commit wakes every worker; this one looks again only after so long. */
  readonly gapMs: number;
  /** Longest pause between two looks; the gap when it is left out. */
  readonly everyMs?: number;
};

/** While the database or a neighbour is away, one complaint in so long is enough. */
const afterFailureMs = 2_000;

export function throttled(
  name: string,
  { gapMs, everyMs = gapMs }: Gaps,
  run: () => Promise<boolean | void>,
): Worker {
  let notBefore = Number.NEGATIVE_INFINITY;
  return {
    name,
    everyMs,
    async run() {
      if (performance.now() < notBefore) return false;
      notBefore = performance.now() + gapMs;
      try {
        return await run();
      } catch (error) {
        notBefore = performance.now() + afterFailureMs;
        throw error;
      }
    },
  };
}
