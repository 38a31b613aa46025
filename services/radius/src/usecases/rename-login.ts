import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, type Failpoints, derivedRequestId, normaliseLogin } from "@isp/kernel";
import { checkName } from "../domain/credentials.ts";
import { expectVersion, refuse } from "../domain/errors.ts";
import type { Login } from "../domain/login.ts";
import { finishRename, type RenameScope } from "./finish-rename.ts";
import { requireLive, type Sees } from "./live-login.ts";
import type { Mailboxes, Radius } from "./ports.ts";

export type RenameLogin = (
  request: WriteRequest,
  /** `version` is the one that was read. */
  edit: { readonly id: string; readonly version: bigint; readonly username: string },
  sees: Sees,
) => Promise<Login>;

type Dependencies = {
  readonly look: Transact<Pick<Radius, "logins">>;
  readonly transact: Transact<RenameScope>;
  readonly mailboxes: Mailboxes;
  readonly clock: Clock;
  readonly failpoint: Failpoints;
};

/**
 * Gives a login and its mailbox another name, both or neither (D17). It is written down as begun, and brought to its
 * end at once; one that is left in between is ended by `endRenames`.
 */
export function renameLogin(dependencies: Dependencies): RenameLogin {
  const { transact, clock, failpoint } = dependencies;
  const finish = finishRename(dependencies);
  return async (request, { id, version, username }, sees) => {
    const name = normaliseLogin(username);
    checkName(name);
    const { login, done } = await transact(async ({ logins, renames, requests }) => {
      const { done } = await requests.claim(request, id, clock.now());
      const login = requireLive(await logins.lock(id), id, sees);
      const begun = await renames.of(id);
      if (done || begun === name) return { login, done };
      if (begun !== null)
        throw refuse.changed_meanwhile(`It is being renamed to ${begun}; read it again.`);
      // One that has the name already was given it before, maybe by this request.
      if (login.name !== name) expectVersion(version, login.version);
      await renames.begin(id, name);
      return { login, done };
    });
    if (done) return login;
    failpoint("radius.rename_begun");
    const requestId = derivedRequestId(request.requestId, "mailbox");
    const renamed = await finish(id, name, requestId, ({ requests }) =>
      requests.finish(request, clock.now()),
    );
    return requireLive(renamed, id, sees);
  };
}
