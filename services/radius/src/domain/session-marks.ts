import { isSameDevice, type Place } from "./simultaneous-use.ts";

/** A session that is open, as far as its oddities go. */
export type MarkedCase = Place & {
  readonly id: string;
  readonly username: string;
  readonly address: string | null;
  readonly lastReportAt: number;
  /** The address that its IP is fixed to; null where it has none. */
  readonly fixedAddress: string | null;
  /** Sessions at once that its plan allows; 0 means no limit. */
  readonly limit: number;
};

/** What is odd about a session. */
export type Mark = "no-interim" | "duplicate-login" | "address-twice" | "wrong-address";

const latenessMs = 30_000;

/** The oddities of the open sessions, by their ids. */
export function marksOf(
  sessions: readonly MarkedCase[],
  { now, intervalMs }: { readonly now: number; readonly intervalMs: number },
): ReadonlyMap<string, readonly Mark[]> {
  const byLogin = Map.groupBy(sessions, ({ username }) => username);
  const byAddress = Map.groupBy(sessions, ({ address }) => address);
  return new Map(sessions.map((session) => [session.id, marks(session)]));

  function marks(session: MarkedCase): Mark[] {
    const { username, address, fixedAddress } = session;
    const siblings = byLogin.get(username) ?? [];
    const held = address !== null && (byAddress.get(address) ?? []).length > 1;
    const found: (Mark | false)[] = [
      session.lastReportAt + intervalMs + latenessMs < now && "no-interim",
      isDuplicate(session, siblings) && "duplicate-login",
      held && "address-twice",
      fixedAddress !== null && address !== null && address !== fixedAddress && "wrong-address",
    ];
    return found.filter((mark) => mark !== false);
  }
}

/** More than the plan allows, or twice from the same device: the older one is a ghost. */
function isDuplicate(session: MarkedCase, siblings: readonly MarkedCase[]): boolean {
  const others = siblings.filter(({ id }) => id !== session.id);
  if (session.limit > 0 && siblings.length > session.limit) return true;
  return others.some((other) => isSameDevice(session, other));
}
