import { isSameDevice, type Living, type Place } from "../domain/simultaneous-use.ts";

/** Accepts whose sessions are still awaited, and the devices that each login was last accepted from. */
export type Accepts = {
  readonly note: (loginId: string, from: Place, now: number) => void;
  readonly awaited: (loginId: string, now: number) => readonly Living[];
  readonly wasFrom: (loginId: string, from: Place) => boolean;
};

/** An access server reports the start of a session at once; it repeats itself for some seconds. */
const awaitedMs = 30_000;
/** A login without a limit may be let in by thousands; nobody counts those. */
const mostAwaited = 256;

const none: readonly Living[] = [];

export function accepts(): Accepts {
  const lately = new Map<string, readonly Living[]>();
  const of = (loginId: string): readonly Living[] => lately.get(loginId) ?? none;
  return {
    note(loginId, from, now) {
      const others = of(loginId).filter(
        (accepted) => isAwaited(accepted, now) && !isSameDevice(accepted, from),
      );
      lately.set(loginId, [{ ...from, lastHeardAt: now }, ...others].slice(0, mostAwaited));
    },
    awaited: (loginId, now) => of(loginId).filter((accepted) => isAwaited(accepted, now)),
    wasFrom: (loginId, from) => of(loginId).some((accepted) => isSameDevice(accepted, from)),
  };
}

function isAwaited({ lastHeardAt }: Living, now: number): boolean {
  return now - lastHeardAt <= awaitedMs;
}
