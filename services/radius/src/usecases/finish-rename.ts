import { radiusEvents } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { DomainError, type Failpoints, isGone } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import type { Login } from "../domain/login.ts";
import { loginFact } from "../events/published.ts";
import type { Mailboxes, Radius } from "./ports.ts";

export type RenameScope = Pick<Radius, "logins" | "renames" | "requests" | "outbox">;

export type FinishRename = (
  loginId: string,
  name: string,
  /** Named by who asks first and by who comes back to it, so that mail sees one request. */
  requestId: string,
  /** What else belongs to the commit that ends it. */
  along?: (scope: RenameScope) => Promise<void>,
) => Promise<Login>;

type Dependencies = {
  readonly look: Transact<Pick<Radius, "logins">>;
  readonly transact: Transact<RenameScope>;
  readonly mailboxes: Mailboxes;
  readonly failpoint: Failpoints;
};

/**
 * Brings a rename that was begun to its end: the mailbox first, since mail knows which addresses are taken, then
 * the login. As long as it is begun nobody else gets the name, so that nothing here can refuse it after mail took
 * it, and there is nothing to undo. Repeating it completes it, whoever died where.
 */
export function finishRename({ look, transact, mailboxes, failpoint }: Dependencies): FinishRename {
  return async (loginId, name, requestId, along) => {
    const login = await look(({ logins }) => logins.find(loginId));
    if (login !== null && login.mailboxId !== null) {
      try {
        await mailboxes.rename({ ...login, name }, requestId);
      } catch (error) {
        // What has no answer may have happened: then it stays begun.
        if (isRefusal(error)) await transact(({ renames }) => renames.end(loginId, name));
        throw error;
      }
    }
    failpoint("radius.mailbox_renamed");
    const renamed = await transact(async (scope) => {
      const taken = await take(scope, loginId, name);
      await along?.(scope);
      return taken;
    });
    failpoint("radius.login_renamed");
    return renamed;
  };
}

async function take(
  { logins, renames, outbox }: RenameScope,
  loginId: string,
  name: string,
): Promise<Login> {
  const login = await logins.lock(loginId);
  if (login === null) throw refuse.login_not_found(`There is no login ${loginId}.`);
  const isBegun = (await renames.of(loginId)) === name;
  await renames.end(loginId, name);
  // Somebody else was faster, or the login is given up, and its mailbox with it.
  if (login.name === name && !isBegun) return login;
  if (login.state !== "live" || isGone(login)) return login;
  if (!isBegun) throw refuse.changed_meanwhile("It was refused to somebody else who asked for it.");
  const renamed = { ...login, name, version: login.version + 1n };
  await logins.rename(loginId, name);
  await logins.save(renamed);
  await outbox.add(radiusEvents.login.of("changed"), loginFact(renamed), { aggregateId: loginId });
  return renamed;
}

const refusals = new Set(["invalid", "conflict", "precondition", "not_found"]);

function isRefusal(error: unknown): boolean {
  return error instanceof DomainError && refusals.has(error.kind);
}
