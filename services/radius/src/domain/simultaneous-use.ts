import { deviceOf } from "./mac.ts";

/** Where somebody connects from: a device at a port of an access server. */
export type Place = {
  /** Calling-Station-Id as it was sent; empty where it was not. */
  readonly mac: string;
  readonly nasId: string;
  readonly nasPortId: string;
};

/** A session that counts, or an accept whose session is still awaited. */
export type Living = Place & { readonly lastHeardAt: number };

/** An access server may be this late with an interim report before its session counts as dead. */
const latenessMs = 30_000;

/**
 * Whether a login may open one more session. Whoever comes back from the same device takes the place of
 * what he had before, and a session that has been silent for an interval is dead: after a power cut that
 * left no Stop behind, everybody is back at the first try. Only a live session elsewhere stands against it.
 */
export function hasRoom(
  living: Iterable<Living>,
  from: Place,
  {
    limit,
    intervalMs,
    now,
  }: { readonly limit: number; readonly intervalMs: number; readonly now: number },
): boolean {
  if (limit === 0) return true;
  const silentSince = now - intervalMs - latenessMs;
  const elsewhere = [...living].filter(
    (session) => session.lastHeardAt > silentSince && !isSamePlace(session, from),
  );
  return countPlaces(elsewhere) < limit;
}

/** By MAC where both have one; by port only where one has none, since ports may be shared. */
export function isSameDevice(one: Place, other: Place): boolean {
  if (one.mac !== "" && other.mac !== "") return deviceOf(one.mac) === deviceOf(other.mac);
  return one.nasId === other.nasId && one.nasPortId !== "" && one.nasPortId === other.nasPortId;
}

/** What can be told apart by neither cannot be shown to be elsewhere behind the same access server. */
function isSamePlace(one: Place, other: Place): boolean {
  const isTold =
    (one.mac !== "" && other.mac !== "") || (one.nasPortId !== "" && other.nasPortId !== "");
  return isTold ? isSameDevice(one, other) : one.nasId === other.nasId;
}

/** An accept and the session that came of it, or two sessions of one device, are one. */
function countPlaces(places: readonly Place[]): number {
  const distinct: Place[] = [];
  for (const place of places)
    if (!distinct.some((known) => isSamePlace(known, place))) distinct.push(place);
  return distinct.length;
}
