import { isSameDevice, type Living, type Place } from "../domain/simultaneous-use.ts";

/** Accepts whose sessions are still awaited, and the device that each login was last accepted from. */
export type Accepts = {
  readonly note: (loginId: string, from: Place, now: number) => void;
  readonly awaited: (loginId: string, now: number) => readonly Living[];
  readonly wasFrom: (loginId: string, from: Place) => boolean;
};

/** An access server reports the start of a session at once; it repeats itself for some seconds. */
const awaitedMs = 30_000;

export function accepts(): Accepts {
  const last = new Map<string, Living>();
  return {
    note(loginId, from, now) {
      last.set(loginId, { ...from, lastHeardAt: now });
    },
    awaited(loginId, now) {
      const accepted = last.get(loginId);
      return accepted !== undefined && now - accepted.lastHeardAt <= awaitedMs ? [accepted] : [];
    },
    wasFrom(loginId, from) {
      const accepted = last.get(loginId);
      return accepted !== undefined && isSameDevice(accepted, from);
    },
  };
}
