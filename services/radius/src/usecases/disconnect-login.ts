import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import type { ControlRequest } from "./disconnect-ports.ts";
import { requireLive, type Sees } from "./live-login.ts";
import type { Radius } from "./ports.ts";
import type { StoredSession } from "./session-ports.ts";

type Scope = Pick<Radius, "logins" | "sessions" | "disconnects" | "requests">;

export type DisconnectLogin = (
  request: WriteRequest,
  loginId: string,
  sees: Sees,
) => Promise<readonly ControlRequest[]>;

/** Asks the access servers to end every open session of a login (C88); what they answer comes later. */
export function disconnectLogin(transact: Transact<Scope>, clock: Clock): DisconnectLogin {
  return (request, loginId, sees) =>
    transact(async (scope) => {
      const now = clock.now();
      const { done } = await scope.requests.claim(request, loginId, now);
      const ids = (await openSessions(scope, loginId, sees)).map(({ id }) => id);
      if (!done) {
        if (ids.length === 0) throw refuse.session_not_found("The login is not connected.");
        await scope.disconnects.queueMissing(ids, now);
        await scope.requests.finish(request, now);
      }
      return newestOfEach(await scope.disconnects.ofSessions(ids));
    });
}

/** The open sessions of a login that the caller may see. */
export async function openSessions(
  { logins, sessions }: Pick<Radius, "logins" | "sessions">,
  loginId: string,
  sees: Sees,
): Promise<readonly StoredSession[]> {
  requireLive(await logins.find(loginId), loginId, sees);
  return sessions.openOfLogins([loginId]);
}

/** The last thing that was asked about each session; `requests` begins with the newest. */
export function newestOfEach(requests: readonly ControlRequest[]): readonly ControlRequest[] {
  const seen = new Set<string>();
  return requests.filter(({ sessionId }) => !seen.has(sessionId) && seen.add(sessionId));
}
