/** Lets a loop sleep until somebody has work for it, or a while has passed. */
export type Waker = {
  readonly wake: () => void;
  readonly wait: (timeoutMs: number) => Promise<void>;
};

export function waker(): Waker {
  let woken = false;
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
      woken = false;
    },
  };
}
