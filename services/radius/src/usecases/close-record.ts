import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import { newestOfEach, openSessions } from "./disconnect-login.ts";
import type { ControlRequest } from "./disconnect-ports.ts";
import type { Sees } from "./live-login.ts";
import type { Radius } from "./ports.ts";
import { factsOf, presumedEnded } from "./record-accounting.ts";
import type { StoredSession } from "./session-ports.ts";

type Scope = Pick<Radius, "logins" | "sessions" | "disconnects" | "requests" | "outbox">;

export type CloseRecord = (
  request: WriteRequest,
  loginId: string,
  sees: Sees,
) => Promise<readonly StoredSession[]>;

/**
 * Closes what is recorded as open although its access server did not end it: stuck sessions can always be
 * freed (C88). Only after it was asked, and refused or was silent: else a customer who is online would
 * look as if he were not.
 */
export function closeRecord(
  transact: Transact<Scope>,
  clock: Clock,
  intervalMs: number,
): CloseRecord {
  return (request, loginId, sees) =>
    transact(async (scope) => {
      const now = clock.now();
      const { done } = await scope.requests.claim(request, loginId, now);
      if (done) return [];
      const open = await openSessions(scope, loginId, sees);
      if (open.length === 0) throw refuse.session_not_found("The login is not connected.");
      const stuck = await stuckOnes(scope, open);
      const closed = [];
      for (const { id } of stuck) {
        const before = await scope.sessions.lock(id);
        if (before === null || before.endedAt !== null) continue;
        // Open again, should the access server report it after all.
        const end = { at: now.getTime(), cause: "disconnected" as const };
        const after = presumedEnded(before, end, intervalMs);
        await scope.sessions.save([after]);
        await scope.outbox.addAll(factsOf({ before, after }, intervalMs));
        closed.push(after);
      }
      await scope.requests.finish(request, now);
      return closed;
    });
}

async function stuckOnes(
  { disconnects }: Scope,
  open: readonly StoredSession[],
): Promise<readonly StoredSession[]> {
  const asked = newestOfEach(await disconnects.ofSessions(open.map(({ id }) => id)));
  const stuck = open.filter(({ id }) => isStuck(asked.find(({ sessionId }) => sessionId === id)));
  if (stuck.length > 0) return stuck;
  throw refuse.disconnect_first(
    "Ask the access server to disconnect first; its answer decides whether the record may be closed.",
  );
}

function isStuck(asked: ControlRequest | undefined): boolean {
  return asked !== undefined && (asked.state === "timeout" || asked.state === "nak");
}
