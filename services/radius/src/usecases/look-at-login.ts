import type { Transact } from "@isp/db";
import type { Login } from "../domain/login.ts";
import { boundMacs, type IpModel } from "../model/ips.ts";
import type { LoginEntry, LoginModel } from "../model/logins.ts";
import { requireLive, type Sees } from "./live-login.ts";
import type { Radius } from "./ports.ts";
import type { LoginReject } from "./reject-ports.ts";
import type { StoredSession } from "./session-ports.ts";

/** A login as its row says and as this server answers by, with what was last heard of it. */
export type LoginSight = {
  readonly login: Login;
  /** Nothing where the server does not know it yet. */
  readonly entry: LoginEntry | undefined;
  readonly boundMacs: readonly string[];
  readonly open: readonly StoredSession[];
  /** The newest session, open or not. */
  readonly last: StoredSession | null;
  readonly rejects: readonly LoginReject[];
};

export type LookAtLogin = (loginId: string, sees: Sees) => Promise<LoginSight>;

export function lookAtLogin(
  look: Transact<Pick<Radius, "logins" | "sessions" | "rejects">>,
  models: { readonly logins: LoginModel; readonly ips: IpModel },
): LookAtLogin {
  return (loginId, sees) =>
    look(async ({ logins, sessions, rejects }) => {
      const login = requireLive(await logins.find(loginId), loginId, sees);
      const open = await sessions.openOfLogins([loginId]);
      return {
        login,
        entry: models.logins.findById(loginId),
        boundMacs: boundMacs(models.ips.ofLogin(loginId)),
        open,
        last: open[0] ?? (await sessions.lastOfLogin(loginId)),
        rejects: await rejects.ofLogin(loginId),
      };
    });
}
