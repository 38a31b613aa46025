import { radiusEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, isGone } from "@isp/kernel";
import { expectVersion } from "../domain/errors.ts";
import { follow, type Login } from "../domain/login.ts";
import { loginFact } from "../events/published.ts";
import { requireLive, type Sees } from "./live-login.ts";
import { lockSiblings, saveMain } from "./make-main-login.ts";
import type { Radius } from "./ports.ts";

type Scope = Pick<Radius, "logins" | "sessions" | "disconnects" | "requests" | "outbox">;

export type DeleteLogin = (
  request: WriteRequest,
  named: { readonly id: string; readonly expectedVersion: bigint },
  sees: Sees,
) => Promise<void>;

/**
 * Deletes a login (C87): it is refused from now on, its sessions are ended, its name is nobody else's for
 * thirty days (D13), and its mailbox follows as soon as mail answers.
 */
export function deleteLogin(transact: Transact<Scope>, clock: Clock): DeleteLogin {
  return (request, { id, expectedVersion }, sees) =>
    transact(async (scope) => {
      const now = clock.now();
      const { done } = await scope.requests.claim(request, id, now);
      if (done) return;
      const siblings = await lockSiblings(scope, id);
      const login = requireLive(
        siblings.find((sibling) => sibling.id === id),
        id,
        sees,
      );
      expectVersion(expectedVersion, login.version);
      const deleted = deletedAt(login, now);
      await scope.logins.save(deleted);
      await scope.outbox.add(radiusEvents.login.of("deleted"), loginFact(deleted), {
        aggregateId: id,
      });
      await cutOff(scope, deleted, now);
      if (login.isMain) await promote(scope, siblings, id);
      await scope.requests.finish(request, now);
    });
}

function deletedAt(login: Login, now: Date): Login {
  const deleted = follow(login, "deleted", now);
  return { ...deleted, isMain: false, isMailPending: login.mailboxId !== null };
}

async function cutOff({ sessions, disconnects }: Scope, { id }: Login, now: Date): Promise<void> {
  const open = await sessions.openOfLogins([id]);
  const ids = open.map((session) => session.id);
  await disconnects.queueMissing(ids, now);
}

/** The oldest of those that are left is main then: there is one as long as there is any (D20). */
async function promote(scope: Scope, siblings: readonly Login[], goneId: string): Promise<void> {
  const next = siblings.find(
    (login) => login.id !== goneId && login.state === "live" && !isGone(login),
  );
  if (next !== undefined) await saveMain(scope, next, true);
}
