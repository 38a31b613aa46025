import { RateLimiterMemory } from "rate-limiter-flexible";
import { refuse } from "./errors.ts";

/** Counts attempts at a password, so that guessing gets slow. */
export type Throttle = {
  /** Refuses when there were too many by this key. */
  readonly attempt: (key: string) => Promise<void>;
  readonly forget: (key: string) => Promise<void>;
};

export function passwordThrottle(): Throttle {
  const attempts = new RateLimiterMemory({ points: 10, duration: 60 });
  return {
    async attempt(key) {
      await attempts.consume(key).catch(() => {
        throw refuse.too_many_attempts("Too many attempts; wait a minute.");
      });
    },
    async forget(key) {
      await attempts.delete(key);
    },
  };
}
