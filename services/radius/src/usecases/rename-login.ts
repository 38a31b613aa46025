import { radiusEvents } from "@isp/contracts";
import { type Clock, derivedRequestId, normaliseLogin } from "@isp/kernel";
import type { Transact, WriteRequest } from "@isp/db";
import { checkName } from "../domain/credentials.ts";
import { expectVersion } from "../domain/errors.ts";
import type { Login } from "../domain/login.ts";
import { loginFact } from "../events/published.ts";
import { requireLive, type Sees } from "./live-login.ts";
import type { Mailboxes, Radius } from "./ports.ts";

export type RenameLogin = (
  request: WriteRequest,
  /** `version` is the one that was read. */
  edit: { readonly id: string; readonly version: bigint; readonly username: string },
  sees: Sees,
) => Promise<Login>;

type Dependencies = {
  readonly transact: Transact<Pick<Radius, "logins" | "requests" | "outbox">>;
  readonly mailboxes: Mailboxes;
  readonly clock: Clock;
};

/**
 * Gives a login and its mailbox another name, both or neither (D17). Mail goes first, since it knows which
 * addresses are taken; one that fails afterwards gives the mailbox its name back. Repeating it completes it.
 */
export function renameLogin({ transact, mailboxes, clock }: Dependencies): RenameLogin {
  return async (request, { id, version, username }, sees) => {
    const name = normaliseLogin(username);
    checkName(name);
    const { login: before, done } = await transact(async ({ logins, requests }) => {
      const { done } = await requests.claim(request, id, clock.now());
      const login = requireLive(await logins.lock(id), id, sees);
      if (done) return { login, done };
      expectVersion(version, login.version);
      await logins.requireFree(id, name);
      return { login, done };
    });
    if (done) return before;
    const tell = async (login: Login, step: string) => {
      if (login.mailboxId === null) return;
      await mailboxes.rename(login, derivedRequestId(request.requestId, step));
    };
    await tell({ ...before, name }, "mailbox");
    try {
      return await transact(async ({ logins, requests, outbox }) => {
        const login = requireLive(await logins.lock(id), id, sees);
        const renamed = { ...login, name, version: login.version + 1n };
        await logins.rename(id, name);
        await logins.save(renamed);
        const fact = radiusEvents.login.of("changed");
        await outbox.add(fact, loginFact(renamed), { aggregateId: id });
        await requests.finish(request, clock.now());
        return renamed;
      });
    } catch (error) {
      await tell(before, "mailbox-back");
      throw error;
    }
  };
}
