import { radiusEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { expectVersion } from "../domain/errors.ts";
import type { Login } from "../domain/login.ts";
import { loginFact } from "../events/published.ts";
import { requireLive, type Sees } from "./live-login.ts";
import type { Radius } from "./ports.ts";

export type UpdateLogin = (
  request: WriteRequest,
  /** `version` is the one that was read. */
  edit: { readonly id: string; readonly version: bigint; readonly hasPortalAccess: boolean },
  sees: Sees,
) => Promise<Login>;

/** Gives or takes the access to the subscribers' portal (C85). */
export function updateLogin(
  transact: Transact<Pick<Radius, "logins" | "requests" | "outbox">>,
  clock: Clock,
): UpdateLogin {
  return (request, { id, version, hasPortalAccess }, sees) =>
    transact(async ({ logins, requests, outbox }) => {
      const { done } = await requests.claim(request, id, clock.now());
      const login = requireLive(await logins.lock(id), id, sees);
      if (done) return login;
      expectVersion(version, login.version);
      const edited = { ...login, hasPortalAccess, version: login.version + 1n };
      await logins.save(edited);
      await outbox.add(radiusEvents.login.of("changed"), loginFact(edited), { aggregateId: id });
      await requests.finish(request, clock.now());
      return edited;
    });
}
