import { isSameDevice, type Living, type Place } from "../domain/simultaneous-use.ts";
import type { StoredSession } from "../usecases/session-ports.ts";

/** Accepts whose sessions are still awaited, and the devices that each login was last accepted from. */
export type Accepts = {
  readonly note: (loginId: string, from: Place, now: number) => void;
  readonly awaited: (loginId: string, now: number) => readonly Living[];
  /** A session began: the accept before it is awaited no more, whatever becomes of the session. */
  readonly begun: (session: Pick<StoredSession, "loginId" | "nasId" | "state">) => void;
  readonly wasFrom: (loginId: string, from: Place) => boolean;
};

/** An access server reports the start of a session at once; it repeats itself for some seconds. */
const awaitedMs = 30_000;
/** A login without a limit may be let in by thousands; nobody counts those. */
const mostAwaited = 256;

type Accepted = Living & { readonly hasBegun: boolean };

const none: readonly Accepted[] = [];

export function accepts(): Accepts {
  const lately = new Map<string, readonly Accepted[]>();
  const of = (loginId: string): readonly Accepted[] => lately.get(loginId) ?? none;
  return {
    note(loginId, from, now) {
      const others = of(loginId).filter(
        (accepted) => isAwaited(accepted, now) && !isSameDevice(accepted, from),
      );
      const accepted = { ...from, lastHeardAt: now, hasBegun: false };
      lately.set(loginId, [accepted, ...others].slice(0, mostAwaited));
    },
    awaited: (loginId, now) => of(loginId).filter((accepted) => isAwaited(accepted, now)),
    begun({ loginId, nasId, state }) {
      if (loginId === null || !lately.has(loginId)) return;
      const at = { nasId, mac: state.mac ?? "", nasPortId: state.nasPortId ?? "" };
      const marked = of(loginId).map((accepted) =>
        isSameDevice(accepted, at) ? { ...accepted, hasBegun: true } : accepted,
      );
      lately.set(loginId, marked);
    },
    wasFrom: (loginId, from) => of(loginId).some((accepted) => isSameDevice(accepted, from)),
  };
}

function isAwaited({ lastHeardAt, hasBegun }: Accepted, now: number): boolean {
  return !hasBegun && now - lastHeardAt <= awaitedMs;
}
