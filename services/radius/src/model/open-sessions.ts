import type { StoredSession } from "../usecases/session-ports.ts";

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

/** The key as a map's key: a digest as text of one character for each octet. */
export function keyText(key: Buffer): string {
  return key.toString("latin1");
}

const none: readonly StoredSession[] = [];

/** Whoever wants to know is told of each session that begins. */
export function openSessions(
  onBegun: (session: StoredSession) => void = () => undefined,
): OpenSessions {
  const byKey = new Map<string, StoredSession>();
  const byId = new Map<string, StoredSession>();
  const byLogin = new Map<string, Set<StoredSession>>();
  const byAddress = new Map<string, Set<StoredSession>>();
  const heardAt = new Map<string, number>();
  let ended = { young: new Map<string, bigint>(), old: new Map<string, bigint>() };

  function remove(session: StoredSession): void {
    byKey.delete(keyText(session.key));
    byId.delete(session.id);
    heardAt.delete(session.id);
    removeFrom(byAddress, session.state.address?.value, session);
    removeFrom(byLogin, session.loginId, session);
  }

  function add(session: StoredSession): void {
    byKey.set(keyText(session.key), session);
    byId.set(session.id, session);
    addTo(byAddress, session.state.address?.value, session);
    addTo(byLogin, session.loginId, session);
  }

  function isOld(session: StoredSession): boolean {
    const known = byId.get(session.id)?.version;
    const last = known ?? ended.young.get(session.id) ?? ended.old.get(session.id);
    return last !== undefined && last > session.version;
  }

  return {
    find: (key) => byKey.get(key),
    findById: (id) => byId.get(id),
    all: () => byId.values(),
    ofLogin: (loginId) => byLogin.get(loginId) ?? none,
    atAddress: (address) => byAddress.get(address) ?? none,
    take(session) {
      if (isOld(session)) return;
      const known = byId.get(session.id);
      if (known !== undefined) remove(known);
      else if (session.endedAt === null) onBegun(session);
      if (session.endedAt === null) add(session);
      else ended.young.set(session.id, session.version);
    },
    hear({ id }, at) {
      if (byId.has(id)) heardAt.set(id, at);
    },
    lastHeardAt: ({ id, state }) => Math.max(state.lastReportAt, heardAt.get(id) ?? 0),
    turn() {
      ended = { young: new Map(), old: ended.young };
    },
    size: () => byKey.size,
  };
}

type Found = Map<string, Set<StoredSession>>;
type Name = string | null | undefined;

function addTo(found: Found, name: Name, session: StoredSession): void {
  if (name === null || name === undefined) return;
  const others = found.get(name);
  if (others === undefined) found.set(name, new Set([session]));
  else others.add(session);
}

function removeFrom(found: Found, name: Name, session: StoredSession): void {
  if (name === null || name === undefined) return;
  const others = found.get(name);
  others?.delete(session);
  if (others?.size === 0) found.delete(name);
}
