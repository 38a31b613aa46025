import type { Worker } from "@isp/runtime";

/** Every commit wakes every worker; this one takes the hint only when its last look is old enough. */
export function throttled(name: string, gapMs: number, run: () => Promise<unknown>): Worker {
  let lastAt = Number.NEGATIVE_INFINITY;
  return {
    name,
    everyMs: gapMs,
    async run() {
      if (performance.now() - lastAt < gapMs) return;
      lastAt = performance.now();
      await run();
    },
  };
}
