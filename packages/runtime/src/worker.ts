import { type Waker, waker } from "@isp/messaging";

/** Something a service does by itself, again and again. */
export type Worker = {
  readonly name: string;
  /** Longest pause between two looks for work. */
  readonly everyMs: number;
  /** Housekeeping looks at its own pace; other work is looked for after every commit. */
  readonly isHousekeeping?: boolean;
  /** Does what there is to do; true when there may be more at once. */
  readonly run: () => Promise<boolean | void>;
};

/** Commits come in bursts; a worker need not look after each of them. */
const gapMs = 20;

export type RunningWorker = { readonly wake: () => void; readonly stop: () => Promise<void> };

export function startWorker(worker: Worker, onError: (error: unknown) => void): RunningWorker {
  const alarm: Waker = waker({ gapMs });
  let stopping = false;
  const loop = (async () => {
    while (!stopping) {
      const more = await worker.run().catch((error: unknown) => {
        onError(error);
        return false;
      });
      if (more !== true) await alarm.wait(worker.everyMs);
    }
  })();
  return {
    wake: alarm.wake,
    async stop() {
      stopping = true;
      alarm.wake();
      await loop;
    },
  };
}
