/** Lets a loop sleep until somebody has work for it, or a while has passed. */
export type Waker = {
  readonly wake: () => void;
  readonly wait: (timeoutMs: number) => Promise<void>;
};

export type WakerOptions = {
  /** Who waited less than this ago waits for the rest of it: one look serves all that came meanwhile. */
  readonly gapMs?: number;
};

export function waker({ gapMs = 0 }: WakerOptions = {}): Waker {
  let woken = false;
  let resumedAt = Number.NEGATIVE_INFINITY;
  let resume: (() => void) | null = null;
  return {
    wake() {
      woken = true;
      resume?.();
    },
    async wait(timeoutMs) {
      if (!woken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, timeoutMs);
          resume = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        resume = null;
      }
      const early = resumedAt + gapMs - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      resumedAt = performance.now();
      woken = false;
    },
  };
}
