import type { Transact } from "@isp/db";
import { hasBegunBefore } from "../domain/session.ts";
import { type NamedNas, nasFact } from "../events/nas-fact.ts";
import type { Radius } from "./ports.ts";
import { closedAt, factsOf, type SessionChange } from "./record-accounting.ts";
import type { StoredSession } from "./session-ports.ts";

/** An access server said then that it begins anew, and that all it had open has ended. */
export type Restart = { readonly nasId: string; readonly at: number };

export type RestartStep = {
  /** What was ended, committed by now. */
  readonly sessions: readonly StoredSession[];
  readonly hasMore: boolean;
};

/** One step is one transaction. What is given up in between goes on from the beginning another time. */
export type RecordRestart = (restart: Restart) => AsyncIterable<RestartStep>;

const mostAtOnce = 500;
const fewestAtOnce = 25;

/**
 * Ends what an access server had open, some hundred sessions at a time: it may be tens of thousands, and no
 * transaction may take as long as they do.
 */
export function recordRestart(
  transact: Transact<Pick<Radius, "sessions" | "outbox">>,
  intervalMs: number,
  nasOf: (id: string) => NamedNas | undefined = () => undefined,
): RecordRestart {
  let atOnce = mostAtOnce;

  function endNext(restart: Restart, afterId: string): Promise<RestartStep & { lastId: string }> {
    const { nasId, at } = restart;
    const limit = atOnce;
    return transact(async ({ sessions, outbox }) => {
      const ids = await sessions.openIdsOfNas({ nasId, before: new Date(at), afterId, limit });
      const hasMore = ids.length === limit;
      const changes = ids.length === 0 ? [] : ended(await sessions.lockMany(ids), at, intervalMs);
      if (changes.length > 0) await sessions.save(changes.map(({ after }) => after));
      const facts = changes.flatMap((change) => factsOf(change, intervalMs));
      if (!hasMore) {
        const count = await sessions.countEndedByRestart(nasId, new Date(at));
        const about = { nasId, sessions: count, at: new Date(at) };
        facts.unshift(nasFact("restarted", nasOf(nasId), about));
      }
      await outbox.addAll(facts);
      return { sessions: changes.map(({ after }) => after), hasMore, lastId: ids.at(-1) ?? "" };
    });
  }

  return async function* (restart) {
    for (let [lastId, hasMore] = ["", true]; hasMore; ) {
      try {
        const step = await endNext(restart, lastId);
        ({ lastId, hasMore } = step);
        atOnce = Math.min(mostAtOnce, atOnce * 2);
        yield step;
      } catch (error) {
        // A slow database gets less at a time, or the limit of a transaction would stop it for ever.
        atOnce = Math.max(fewestAtOnce, Math.floor(atOnce / 2));
        throw error;
      }
    }
  };
}

function ended(
  sessions: readonly StoredSession[],
  at: number,
  intervalMs: number,
): readonly SessionChange[] {
  return sessions
    .filter(({ endedAt, state }) => endedAt === null && hasBegunBefore(state, at))
    .map((before) => ({ before, after: closedAt(before, at, intervalMs) }))
    .filter(({ after }) => after.endedAt !== null);
}
