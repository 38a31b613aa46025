import { radiusEvents } from "@isp/contracts";
import type { Clock, SecretBox } from "@isp/kernel";
import type { Transact, WriteRequest } from "@isp/db";
import { checkPassword } from "../domain/credentials.ts";
import { refuse } from "../domain/errors.ts";
import type { Login } from "../domain/login.ts";
import { passwordContext } from "../domain/secret-contexts.ts";
import { loginFact } from "../events/published.ts";
import type { Radius } from "./ports.ts";

export type ChangeLoginPassword = (
  request: WriteRequest,
  change: {
    readonly id: string;
    readonly password: string;
    readonly sees: (businessUnitId: string) => boolean;
  },
) => Promise<Login>;

/** Changes the password here at once; the mailbox's follows until both agree (C86). */
export function changeLoginPassword(
  transact: Transact<Pick<Radius, "logins" | "requests" | "outbox">>,
  box: SecretBox,
  clock: Clock,
): ChangeLoginPassword {
  return (request, { id, password, sees }) => {
    checkPassword(password);
    return transact(async ({ logins, requests, outbox }) => {
      const now = clock.now();
      const { done } = await requests.claim(request, id, now);
      const login = await logins.lock(id);
      if (login === null || login.state !== "live" || !sees(login.businessUnitId))
        throw refuse.login_not_found(`There is no login ${id}.`);
      if (done) return login;
      const changed: Login = {
        ...login,
        password: box.seal(password, passwordContext(id)),
        isMailPending: login.mailboxId !== null,
        version: login.version + 1n,
      };
      await logins.save(changed);
      await outbox.add(radiusEvents.login.of("changed"), loginFact(changed), { aggregateId: id });
      await requests.finish(request, now);
      return changed;
    });
  };
}
