import { deviceOf } from "../domain/mac.ts";
import { hasRoom, type Living, type Place } from "../domain/simultaneous-use.ts";
import type { Accepts } from "../model/accepts.ts";
import { type IpEntry, ipFor, type IpModel } from "../model/ips.ts";
import type { OpenSessions } from "../model/open-sessions.ts";
import type { StoredSession } from "../usecases/session-ports.ts";

type Known = {
  readonly ips: Pick<IpModel, "findById" | "ofLogin">;
  readonly open: Pick<OpenSessions, "ofLogin" | "atAddress" | "lastHeardAt">;
  readonly accepts: Pick<Accepts, "awaited">;
  readonly intervalMs: number;
};

type Asking = {
  readonly loginId: string;
  readonly ip: IpEntry;
  readonly address: string;
  readonly from: Place;
  readonly now: number;
};

/**
 * Whether a fixed address can be given just now. One device has it at a time, however many the plan lets
 * in; and who got it out of a pool before it was fixed has been asked to go, but may still be there.
 */
export function isFixedAddressFree(known: Known, asking: Asking): boolean {
  const { from, now } = asking;
  const bounds = { limit: 1, intervalMs: known.intervalMs, now };
  const nobody: Place = { mac: "", nasId: "", nasPortId: "" };
  return (
    hasRoom(ownDevices(known, asking), from, bounds) &&
    hasRoom(holders(known, asking), nobody, bounds)
  );
}

/** A device of the login has the address by report, or by an accept as long as no report said otherwise. */
function* ownDevices(known: Known, { loginId, ip, address, now }: Asking): Generator<Living> {
  const isGiven = ({ mac }: Place) => ipOf(known.ips, loginId, mac)?.id === ip.id;
  yield* known.accepts.awaited(loginId, now).filter(isGiven);
  for (const session of known.open.ofLogin(loginId)) {
    const living = livingOf(known, session);
    const at = session.state.address?.value;
    if (at === address || (at === undefined && isGiven(living))) yield living;
  }
}

/** An access server's own pool may have the same addresses elsewhere: that says nothing. */
function* holders(known: Known, { loginId, address }: Asking): Generator<Living> {
  for (const session of known.open.atAddress(address)) {
    if (session.loginId === null || session.loginId === loginId) continue;
    const ip = ipOf(known.ips, session.loginId, session.state.mac ?? "");
    if (ip !== undefined && ip.poolId !== null) yield livingOf(known, session);
  }
}

function ipOf(ips: Known["ips"], loginId: string, mac: string): IpEntry | undefined {
  return ips.findById(loginId) ?? ipFor(ips.ofLogin(loginId), deviceOf(mac));
}

function livingOf({ open }: Known, session: StoredSession): Living {
  return {
    mac: session.state.mac ?? "",
    nasId: session.nasId,
    nasPortId: session.state.nasPortId ?? "",
    lastHeardAt: open.lastHeardAt(session),
  };
}
