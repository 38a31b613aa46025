import type { Clock } from "@isp/kernel";

/** A clock that moves only when a test moves it. */
export type FakeClock = Clock & {
  readonly set: (instant: Date | string) => void;
  readonly advance: (by: {
    readonly days?: number;
    readonly minutes?: number;
    readonly ms?: number;
  }) => void;
};

export function fakeClock(start: Date | string): FakeClock {
  let now = new Date(start);
  return {
    now: () => new Date(now),
    set(instant) {
      now = new Date(instant);
    },
    advance({ days = 0, minutes = 0, ms = 0 }) {
      now = new Date(now.getTime() + days * 86_400_000 + minutes * 60_000 + ms);
    },
  };
}
