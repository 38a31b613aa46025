import type { Transact } from "@isp/db";
import { type Clock, normaliseLogin, type SecretBox } from "@isp/kernel";
import { checkCredentials } from "../domain/credentials.ts";
import { refuse } from "../domain/errors.ts";
import type { Login } from "../domain/login.ts";
import type { Mailboxes, Radius } from "./ports.ts";
import { type NewAccess, newLogin } from "./reserve-access.ts";

export type NamedAccess = NewAccess & { readonly loginId: string; readonly mailboxId: string };

export type ReserveAccesses = (
  requestId: string,
  accesses: readonly NamedAccess[],
) => Promise<void>;

type Dependencies = {
  readonly transact: Transact<Pick<Radius, "logins">>;
  readonly mailboxes: Mailboxes;
  readonly box: SecretBox;
  readonly clock: Clock;
};

/**
 * Reserves the logins and mailboxes of many customers at once (D17). The caller chose their ids, so that a
 * repetition finds what the first attempt left; what is never taken over is released like every reservation.
 */
export function reserveAccesses(dependencies: Dependencies): ReserveAccesses {
  const { transact, mailboxes, box, clock } = dependencies;
  return async (requestId, accesses) => {
    const wanted = accesses.map((access) => ({
      ...access,
      username: normaliseLogin(access.username),
    }));
    for (const { username, password } of wanted) checkCredentials(username, password);
    const now = clock.now();
    const reserved = wanted.map((access) => {
      const { loginId, mailboxId, ...rest } = access;
      const login = newLogin(loginId, rest, box, now);
      return { access, login: access.withMailbox ? { ...login, mailboxId } : login };
    });
    await transact(({ logins }) =>
      addAll(
        logins,
        reserved.map(({ login }) => login),
      ),
    );
    const withMailbox = reserved.filter(({ access }) => access.withMailbox);
    if (withMailbox.length === 0) return;
    await mailboxes.reserveAll(
      withMailbox.map(({ login, access: { password, mailboxId } }) => ({
        login,
        password,
        mailboxId,
      })),
      requestId,
    );
  };
}

async function addAll(logins: Radius["logins"], reserved: readonly Login[]): Promise<void> {
  const taken = await logins.addAll(reserved);
  if (taken.length === 0) return;
  throw refuse.login_taken(`${taken.join(", ")}: taken.`, {
    details: { usernames: taken.join(" ") },
  });
}
