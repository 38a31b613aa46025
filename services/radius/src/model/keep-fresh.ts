import { radiusEvents } from "@isp/contracts";
import { type Nats, waker } from "@isp/messaging";
import type { Worker } from "@isp/runtime";
import type { RadiusMetrics } from "../metrics.ts";
import type { LoginModel } from "./logins.ts";
import type { ModelRefresh } from "./refresh.ts";

/** Decides when the model is compared with the database. */
export type FreshModel = {
  readonly worker: Worker;
  /** Something was committed here that the model should see at once. */
  readonly nudge: () => void;
  /** Hears of logins and IPs that other replicas change; only a hint to look earlier. */
  readonly connect: (nats: Nats) => void;
  /** After it nothing is read any more. */
  readonly stop: () => Promise<void>;
};

const wideEveryMs = 2_000;
const echoMs = 100;

export function freshModel(
  refresh: ModelRefresh,
  logins: LoginModel,
  metrics: Pick<RadiusMetrics, "logins" | "modelAge">,
): FreshModel {
  const alarm = waker();
  let wideAt = Number.NEGATIVE_INFINITY;
  let isStopped = false;
  let reading: Promise<void> = Promise.resolve();
  let echo: NodeJS.Timeout | undefined;

  /**
   * Looks twice: the replica that waits for this one counts only reads that began after it saw the
   * change itself, and the fact may have been faster than that.
   */
  function hinted(): void {
    alarm.wake();
    echo ??= setTimeout(() => {
      echo = undefined;
      alarm.wake();
    }, echoMs);
  }

  return {
    worker: {
      name: "model",
      everyMs: wideEveryMs,
      async run() {
        if (isStopped) return false;
        const now = performance.now();
        metrics.modelAge.set(wideAt < 0 ? 0 : (now - wideAt) / 1_000);
        const isWide = now - wideAt >= wideEveryMs;
        reading = refresh.sync(isWide ? "wide" : "quick");
        await reading;
        if (isWide) wideAt = now;
        metrics.logins.set(logins.size());
        await alarm.wait(Math.max(1, wideAt + wideEveryMs - performance.now()));
        return !isStopped;
      },
    },
    nudge: alarm.wake,
    connect(nats) {
      for (const { filter } of [radiusEvents.login, radiusEvents.ip])
        nats.connection.subscribe(filter, { callback: hinted });
    },
    async stop() {
      isStopped = true;
      clearTimeout(echo);
      alarm.wake();
      await reading.catch(() => undefined);
    },
  };
}
