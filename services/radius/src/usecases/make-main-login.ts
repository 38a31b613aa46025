import { radiusEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import type { Login } from "../domain/login.ts";
import { loginFact } from "../events/published.ts";
import { requireLive, type Sees } from "./live-login.ts";
import type { Radius } from "./ports.ts";

type Scope = Pick<Radius, "logins" | "requests" | "outbox">;

export type MakeMainLogin = (request: WriteRequest, id: string, sees: Sees) => Promise<Login>;

/** Makes a login the main one of its subscription (D20): there is one, whoever asks at the same moment. */
export function makeMainLogin(transact: Transact<Scope>, clock: Clock): MakeMainLogin {
  return (request, id, sees) =>
    transact(async (scope) => {
      const { done } = await scope.requests.claim(request, id, clock.now());
      const siblings = await lockSiblings(scope, id);
      const login = requireLive(
        siblings.find((sibling) => sibling.id === id),
        id,
        sees,
      );
      if (done || login.isMain) return login;
      for (const former of siblings.filter(({ isMain }) => isMain))
        await saveMain(scope, former, false);
      const main = await saveMain(scope, login, true);
      await scope.requests.finish(request, clock.now());
      return main;
    });
}

/** Every login of the subscription that this one belongs to. */
export async function lockSiblings(
  { logins }: Pick<Radius, "logins">,
  id: string,
): Promise<readonly Login[]> {
  const found = await logins.find(id);
  if (found === null) throw refuse.login_not_found(`There is no login ${id}.`);
  return logins.lockOf(found.subscriptionId);
}

export async function saveMain(
  { logins, outbox }: Pick<Radius, "logins" | "outbox">,
  login: Login,
  isMain: boolean,
): Promise<Login> {
  const changed = { ...login, isMain, version: login.version + 1n };
  await logins.save(changed);
  await outbox.add(radiusEvents.login.of("changed"), loginFact(changed), {
    aggregateId: login.id,
  });
  return changed;
}
