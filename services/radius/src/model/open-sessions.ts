import type { StoredSession } from "../usecases/session-ports.ts";
import { groups } from "./groups.ts";

/**
 * The sessions that are open, as far as this process knows: what it wrote itself, and what it read of the
 * other replicas'. Counters of theirs may be old; that they are open, where and from which device is not.
 */
export type OpenSessions = {
  readonly find: (key: string) => StoredSession | undefined;
  readonly findById: (id: string) => StoredSession | undefined;
  readonly all: () => Iterable<StoredSession>;
  readonly ofLogin: (loginId: string) => Iterable<StoredSession>;
  readonly atAddress: (address: string) => Iterable<StoredSession>;
  /** Takes a session as it was written or read; an older version than the one known is ignored. */
  readonly take: (session: StoredSession) => void;
  /** Another replica heard of this open session then. */
  readonly hear: (session: StoredSession, at: number) => void;
  /** When any replica heard of it last, as far as is known here. */
  readonly lastHeardAt: (session: StoredSession) => number;
  /** Called every minute: for one to two turns an end is remembered against late news of the start. */
  readonly turn: () => void;
  readonly size: () => number;
};

/** Where a session stands. Maps name the place, so that nearly every report replaces one reference only. */
type Place = { session: StoredSession; heardAt: number };

const none: readonly StoredSession[] = [];

/** Whoever wants to know is told of each session that begins. */
export function openSessions(
  onBegun: (session: StoredSession) => void = () => undefined,
): OpenSessions {
  const byKey = new Map<string, Place>();
  const byId = new Map<string, Place>();
  const byLogin = groups<Place>();
  const byAddress = groups<Place>();
  let ended = { young: new Map<string, bigint>(), old: new Map<string, bigint>() };

  function remove(place: Place): void {
    const { session } = place;
    byKey.delete(session.key);
    byId.delete(session.id);
    byAddress.remove(session.state.address?.value, place);
    byLogin.remove(session.loginId, place);
  }

  function add(place: Place): void {
    const { session } = place;
    byKey.set(session.key, place);
    byId.set(session.id, place);
    byAddress.add(session.state.address?.value, place);
    byLogin.add(session.loginId, place);
  }

  function isOld({ id, version }: StoredSession, place: Place | undefined): boolean {
    const last = place?.session.version ?? ended.young.get(id) ?? ended.old.get(id);
    return last !== undefined && last > version;
  }

  return {
    find: (key) => byKey.get(key)?.session,
    findById: (id) => byId.get(id)?.session,
    *all() {
      for (const { session } of byId.values()) yield session;
    },
    ofLogin: (loginId) => byLogin.find(loginId)?.map(sessionAt) ?? none,
    atAddress: (address) => byAddress.find(address)?.map(sessionAt) ?? none,
    take(session) {
      const place = byId.get(session.id);
      if (isOld(session, place)) return;
      const isOpen = session.endedAt === null;
      if (place !== undefined && isOpen && isFoundAlike(place.session, session)) {
        place.session = session;
        return;
      }
      if (place !== undefined) remove(place);
      else if (isOpen) onBegun(session);
      if (isOpen) add({ session, heardAt: place?.heardAt ?? 0 });
      else ended.young.set(session.id, session.version);
    },
    hear({ id }, at) {
      const place = byId.get(id);
      if (place !== undefined) place.heardAt = at;
    },
    lastHeardAt: ({ id, state }) => Math.max(state.lastReportAt, byId.get(id)?.heardAt ?? 0),
    turn() {
      ended = { young: new Map(), old: ended.young };
    },
    size: () => byKey.size,
  };
}

function sessionAt({ session }: Place): StoredSession {
  return session;
}

/** Whether both are found by the same names; key and id of a session never change. */
function isFoundAlike(one: StoredSession, other: StoredSession): boolean {
  return one.loginId === other.loginId && one.state.address?.value === other.state.address?.value;
}
