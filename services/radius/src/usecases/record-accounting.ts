import { radiusEvents } from "@isp/contracts";
import { type QueuedFact, queuedFact, type Transact } from "@isp/db";
import { newId } from "@isp/kernel";
import type { PresumedCause } from "../domain/presumption.ts";
import { closeAt, hasOnlyMovedOn, presume, reduce, stoppedAt } from "../domain/session.ts";
import { sessionFields } from "../events/published.ts";
import { backFromArchive } from "./back-from-archive.ts";
import { tellApart, type Told } from "./tell-apart.ts";
import type { Radius } from "./ports.ts";
import type { ParkedPacket, SessionInput, StoredSession } from "./session-ports.ts";

/** What a few milliseconds of accounting brought. */
export type AccountingBatch = {
  readonly sessions: readonly SessionInput[];
  readonly parked: readonly ParkedPacket[];
};

export type Recorded = {
  /** Everything that was written, as it stands now. */
  readonly sessions: readonly StoredSession[];
  /** Those with new readings; their `session.updated` is published after the commit. */
  readonly readings: readonly StoredSession[];
  /** How many facts went into the outbox. */
  readonly facts: number;
  /** How many sessions are to be ended by their access servers. */
  readonly asked: number;
};

export type RecordAccounting = (
  batch: AccountingBatch,
  believed: BelievedSession,
) => Promise<Recorded>;

/** What this process believes of a session; a belief that is old makes the write fail, never wrong. */
export type BelievedSession = (key: string) => StoredSession | undefined;

/** Writes a batch with its facts in one transaction; nothing of it is acknowledged before. */
export function recordAccounting(
  transact: Transact<Pick<Radius, "sessions" | "archive" | "disconnects" | "outbox">>,
  intervalMs: number,
): RecordAccounting {
  return (batch, believed) =>
    transact(async ({ sessions, archive, disconnects, outbox }) => {
      const { moves, rest } = believedMoves(batch.sessions, believed, intervalMs);
      if (moves.length > 0) await sessions.moveOn(moves.map(({ after }) => after));
      const changes = await reported({ sessions, archive }, rest, intervalMs);
      const added = changes.filter(({ before }) => before === undefined);
      const changed = changes.filter(({ before }) => before !== undefined);
      if (added.length > 0) await sessions.add(added.map(({ after }) => after));
      if (changed.length > 0) await sessions.save(changed.map(({ after }) => after));
      const refused = refusedSessions(batch.sessions, [...moves, ...changes]);
      if (refused.length > 0) await disconnects.queueMissing(refused, latestOf(batch.sessions));
      if (batch.parked.length > 0) await sessions.park(batch.parked);
      const facts = changes.flatMap((change) => factsOf(change, intervalMs));
      await outbox.addAll(facts);
      const written = [...moves, ...changes];
      return {
        sessions: written.map(({ after }) => after),
        readings: written.filter(isReading).map(({ after }) => after),
        facts: facts.length,
        asked: refused.length,
      };
    });
}

export type SessionChange = {
  readonly before: StoredSession | undefined;
  readonly after: StoredSession;
};

type Reports = Map<string, SessionInput[]>;

/** Sessions that nearly every batch consists of: known and open, and only moved on. */
function believedMoves(
  inputs: readonly SessionInput[],
  believed: BelievedSession,
  intervalMs: number,
): { readonly moves: SessionChange[]; readonly rest: Reports } {
  const rest = Map.groupBy(inputs, ({ identity }) => identity.key);
  const moves: SessionChange[] = [];
  for (const [key, reports] of rest) {
    const before = reports[0] && believed(reports[0].identity.key);
    if (before === undefined) continue;
    const after = fold(before, reports, intervalMs);
    if (after !== before && !hasOnlyMovedOn(before.state, after.state)) continue;
    rest.delete(key);
    if (after !== before) moves.push({ before, after });
  }
  return { moves, rest };
}

async function reported(
  { sessions, archive }: Pick<Radius, "sessions" | "archive">,
  byKey: Reports,
  intervalMs: number,
): Promise<SessionChange[]> {
  if (byKey.size === 0) return [];
  const keys = [...byKey.keys()].sort();
  const known = await sessions.lockByKey(keys);
  const before = new Map(known.map((session) => [session.key, session]));
  const unknown = [...byKey].filter(([key]) => !before.has(key)).flatMap(([, reports]) => reports);
  for (const session of await backFromArchive(archive, unknown)) before.set(session.key, session);
  const changes: SessionChange[] = [];
  for (const [key, reports] of byKey)
    for (const told of await tellApart(sessions, before.get(key), reports, intervalMs))
      changes.push(await changeOf(sessions, told, intervalMs));
  return changes.filter((change) => change.after !== change.before);
}

/** A session that ended long ago makes room for the one that has its id now. */
async function changeOf(
  sessions: Radius["sessions"],
  { known, reports, asideKey }: Told,
  intervalMs: number,
): Promise<SessionChange> {
  if (asideKey === undefined) return { before: known, after: fold(known, reports, intervalMs) };
  if (known !== undefined) await sessions.setAside(known.id, asideKey);
  const before = known && { ...known, key: asideKey };
  const after = fold(before, reports, intervalMs);
  return { before, after: before === undefined ? { ...after, key: asideKey } : after };
}

/**
 * Open sessions of logins that may not be connected: accepted just before the suspension, or still
 * there because the access server did not hear the first Disconnect-Request.
 */
function refusedSessions(
  inputs: readonly SessionInput[],
  changes: readonly SessionChange[],
): readonly string[] {
  const refused = new Set(
    inputs.filter(({ isRefused }) => isRefused).map(({ identity }) => identity.key),
  );
  return changes
    .filter(({ after }) => after.endedAt === null && refused.has(after.key))
    .map(({ after }) => after.id);
}

function latestOf(inputs: readonly SessionInput[]): Date {
  return new Date(Math.max(...inputs.map(({ receivedAt }) => receivedAt.getTime())));
}

function fold(
  known: StoredSession | undefined,
  inputs: readonly SessionInput[],
  intervalMs: number,
): StoredSession {
  const state = inputs.reduce((state, { report }) => reduce(state, report), known?.state);
  const [first] = inputs;
  if (known !== undefined && state === known.state) return known;
  if (first === undefined || state === undefined) throw new Error("a session without a report");
  const { identity, owner, receivedAt } = first;
  const born = known ?? { ...identity, ...owner, id: newId(receivedAt), version: 0n, receivedAt };
  return { ...born, version: born.version + 1n, state, endedAt: endOf(state, intervalMs) };
}

function endOf(state: StoredSession["state"], intervalMs: number): Date | null {
  const ended = stoppedAt(state, intervalMs);
  return ended === null ? null : new Date(ended);
}

/** The session as the access server's own word, not a Stop, ends it. */
export function closedAt(session: StoredSession, at: number, intervalMs: number): StoredSession {
  return changed(session, closeAt(session.state, at), intervalMs);
}

/** The session as nobody's word, but all that is known, ends it. */
export function presumedEnded(
  session: StoredSession,
  end: { readonly at: number; readonly cause: PresumedCause },
  intervalMs: number,
): StoredSession {
  return changed(session, presume(session.state, end), intervalMs);
}

function changed(
  session: StoredSession,
  state: StoredSession["state"],
  intervalMs: number,
): StoredSession {
  return { ...session, version: session.version + 1n, state, endedAt: endOf(state, intervalMs) };
}

/** The facts that must not be lost; a reading is published without them. */
export function factsOf({ before, after }: SessionChange, intervalMs: number): QueuedFact[] {
  const about = {
    aggregateId: after.id,
    ...(after.routingPointId !== null && { routingPointId: after.routingPointId }),
  };
  const payload = sessionFields(after, intervalMs);
  const names = [
    before === undefined ? ("started" as const) : undefined,
    after.endedAt !== null ? ("stopped" as const) : undefined,
  ].filter((name) => name !== undefined);
  return names.map((name) => queuedFact(radiusEvents.session.of(name), payload, about));
}

function isReading({ before, after }: SessionChange): boolean {
  return before !== undefined && after.endedAt === null;
}
