import { radiusEvents } from "@isp/contracts";
import {
  type Clock,
  derivedRequestId,
  normaliseLogin,
  newId,
  type SecretBox,
  type ServiceState,
} from "@isp/kernel";
import type { Transact, WriteRequest } from "@isp/db";
import { checkCredentials } from "../domain/credentials.ts";
import { refuse } from "../domain/errors.ts";
import { follow, type Login } from "../domain/login.ts";
import { loginFact } from "../events/published.ts";
import type { Mailboxes, Radius } from "./ports.ts";
import { type NewAccess, newLogin } from "./reserve-access.ts";

export type CreateLogin = (
  request: WriteRequest,
  access: Omit<NewAccess, "isMain">,
  /** Asks plans anew: what was known before the row stood may have been overtaken. */
  readService: () => Promise<ServiceState>,
) => Promise<Login>;

type Dependencies = {
  readonly transact: Transact<Pick<Radius, "logins" | "requests" | "outbox">>;
  readonly mailboxes: Mailboxes;
  readonly box: SecretBox;
  readonly clock: Clock;
};

/** Adds a login to a subscription that lives, with its mailbox, both or neither (C85). */
export function createLogin({ transact, mailboxes, box, clock }: Dependencies): CreateLogin {
  return async (request, given, readService) => {
    const username = normaliseLogin(given.username);
    checkCredentials(username, given.password);
    const { held, done } = await transact(async ({ logins, requests }) => {
      const now = clock.now();
      const { resultId, done } = await requests.claim(request, newId(now), now);
      const known = await logins.find(resultId);
      if (known !== null) return { held: known, done };
      const siblings = await logins.lockOf(given.subscriptionId);
      const access = { ...given, username, isMain: !siblings.some(({ isMain }) => isMain) };
      const login = newLogin(resultId, access, box, now);
      await logins.add(login);
      return { held: login, done: false };
    });
    if (done) return held;
    // The row stands, so that every decision after this answer reaches it as well.
    const service = await readService();
    const mailboxId = await reserveMailbox(held, service === "on");
    return transact(async ({ logins, requests, outbox }) => {
      const current = await logins.lock(held.id);
      if (current === null) throw refuse.login_not_found(`There is no login ${held.id}.`);
      const login = { ...settled(current, service, clock.now()), mailboxId };
      await logins.save(login);
      await outbox.add(radiusEvents.login.of("created"), loginFact(login), {
        aggregateId: login.id,
      });
      await requests.finish(request, clock.now());
      return login;
    });

    async function reserveMailbox(login: Login, isLive: boolean): Promise<string | null> {
      if (!given.withMailbox) return null;
      const requestId = derivedRequestId(request.requestId, "mailbox");
      try {
        return await mailboxes.reserve(login, given.password, requestId, isLive);
      } catch (error) {
        await transact(({ logins }) => logins.remove(login.id));
        throw error;
      }
    }
  };
}

/** A decision of plans that made the login live meanwhile is newer than the service that was read. */
function settled(login: Login, service: ServiceState, now: Date): Login {
  return login.state === "live"
    ? { ...login, version: login.version + 1n }
    : follow(login, service, now);
}
