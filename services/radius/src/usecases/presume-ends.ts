import type { Transact } from "@isp/db";
import {
  isEndedByAcknowledgement,
  type Now,
  type OpenSession,
  presumedEnd,
  type PresumedEnd,
} from "../domain/presumed-ends.ts";
import { inSlices } from "./in-slices.ts";
import type { Radius } from "./ports.ts";
import { factsOf, presumedEnded } from "./record-accounting.ts";
import type { StoredSession } from "./session-ports.ts";

export type PresumeEnds = {
  readonly transact: Transact<Pick<Radius, "sessions" | "disconnects" | "outbox">>;
  /** What this process believes to be open, its own and, perhaps behind, the other replicas'. */
  readonly open: {
    readonly all: () => Iterable<StoredSession>;
    readonly ofLogin: (loginId: string) => Iterable<StoredSession>;
    /** When any replica heard of it last. */
    readonly lastHeardAt: (session: StoredSession) => number;
    readonly take: (session: StoredSession) => void;
  };
};

const atOnce = 500;
/** An answer is looked at for so long. */
const acknowledgementsMs = 3_600_000;

/** Ends sessions of which no Stop will ever come; resolves with how many. */
export async function presumeEnds({ transact, open }: PresumeEnds, now: Now): Promise<number> {
  const acknowledged = await transact(({ disconnects }) =>
    disconnects.acknowledgedOpen(new Date(now.now - acknowledgementsMs), atOnce),
  );
  const suspects: string[] = [];
  for await (const slice of inSlices(open.all()))
    for (const session of slice)
      if (endOf(session, open, now, open.lastHeardAt(session)) !== undefined)
        suspects.push(session.id);
  let count = 0;
  for (let at = 0; at < suspects.length; at += atOnce)
    count += await endAll(suspects.slice(at, at + atOnce), (session) => endOf(session, open, now));
  const times = new Map(acknowledged.map(({ sessionId, at }) => [sessionId, at.getTime()]));
  return count + (await endAll([...times.keys()], (session) => endByAnswer(session, times, now)));

  /** The rows say how things stand; what is believed only says where to look. */
  async function endAll(
    ids: readonly string[],
    end: (session: StoredSession) => PresumedEnd | undefined,
  ): Promise<number> {
    if (ids.length === 0) return 0;
    const { known, ended } = await transact(async ({ sessions, outbox }) => {
      const known = await sessions.lockMany(ids);
      // So that what is compared with is not older than what is compared.
      for (const session of known) open.take(session);
      const changes = known.flatMap((before) => {
        const presumed = before.endedAt === null ? end(before) : undefined;
        if (presumed === undefined) return [];
        return [{ before, after: presumedEnded(before, presumed, now.intervalMs) }];
      });
      if (changes.length > 0) await sessions.save(changes.map(({ after }) => after));
      await outbox.addAll(changes.flatMap((change) => factsOf(change, now.intervalMs)));
      return { known, ended: changes.map(({ after }) => after) };
    });
    for (const session of [...known, ...ended]) open.take(session);
    return ended.length;
  }
}

function endOf(
  session: StoredSession,
  open: PresumeEnds["open"],
  now: Now,
  lastReportAt = session.state.lastReportAt,
): PresumedEnd | undefined {
  const { id, loginId, state } = session;
  const others: OpenSession[] = [];
  if (loginId !== null)
    for (const other of open.ofLogin(loginId)) if (other.id !== id) others.push(openOf(other));
  const believed = { ...openOf(session), state: { start: state.start, lastReportAt } };
  return presumedEnd(believed, others, now);
}

function endByAnswer(
  session: StoredSession,
  times: ReadonlyMap<string, number>,
  { now }: Now,
): PresumedEnd | undefined {
  const at = times.get(session.id);
  if (at === undefined || !isEndedByAcknowledgement(session, at, now)) return undefined;
  return { at, cause: "disconnected" };
}

function openOf({ loginId, nasId, state }: StoredSession): OpenSession {
  return { loginId, nasId, mac: state.mac ?? "", nasPortId: state.nasPortId ?? "", state };
}
