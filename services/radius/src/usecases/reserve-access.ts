import {
  type Clock,
  derivedRequestId,
  type Failpoints,
  newId,
  normaliseLogin,
  type SecretBox,
} from "@isp/kernel";
import type { Transact, WriteRequest } from "@isp/db";
import { checkCredentials } from "../domain/credentials.ts";
import type { Login } from "../domain/login.ts";
import { passwordContext } from "../domain/secret-contexts.ts";
import type { Mailboxes, Radius } from "./ports.ts";

export type NewAccess = {
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly routingPointId: string | null;
  readonly mailDomain: string;
  readonly username: string;
  readonly password: string;
  readonly isHeld: boolean;
  readonly isMain: boolean;
  readonly hasPortalAccess: boolean;
  readonly plan: string;
  readonly withMailbox: boolean;
};

export type Reserved = { readonly loginId: string; readonly mailboxId: string };

export type ReserveAccess = (request: WriteRequest, access: NewAccess) => Promise<Reserved>;

type Dependencies = {
  readonly transact: Transact<Pick<Radius, "logins" | "requests" | "outbox">>;
  readonly mailboxes: Mailboxes;
  readonly box: SecretBox;
  readonly clock: Clock;
  readonly failpoint: Failpoints;
};

/**
 * Reserves a login and its mailbox, both or neither (D17). The name is taken from the first
 * transaction on; without the mailbox nothing is kept.
 */
export function reserveAccess(dependencies: Dependencies): ReserveAccess {
  return async (request, access) => {
    const username = normaliseLogin(access.username);
    checkCredentials(username, access.password);
    const { login, isDone } = await hold(dependencies, request, { ...access, username });
    if (isDone) return { loginId: login.id, mailboxId: login.mailboxId ?? "" };
    dependencies.failpoint("radius.access_held");
    const mailboxId = await mailboxOf(dependencies, request, { access, login });
    return keep(dependencies, request, login, mailboxId);
  };
}

/** Puts the reserved row in place; a repetition finds the one it made before. */
function hold(
  { transact, box, clock }: Dependencies,
  request: WriteRequest,
  access: NewAccess,
): Promise<{ readonly login: Login; readonly isDone: boolean }> {
  return transact(async ({ logins, requests }) => {
    const now = clock.now();
    const { resultId, done } = await requests.claim(request, newId(now), now);
    const known = await logins.find(resultId);
    if (known !== null) return { login: known, isDone: done };
    const login = newLogin(resultId, access, box, now);
    await logins.add(login);
    return { login, isDone: false };
  });
}

async function mailboxOf(
  { transact, mailboxes }: Dependencies,
  request: WriteRequest,
  { access, login }: { readonly access: NewAccess; readonly login: Login },
): Promise<string | null> {
  if (!access.withMailbox) return null;
  const requestId = derivedRequestId(request.requestId, "mailbox");
  try {
    return await mailboxes.reserve(login, access.password, requestId, false);
  } catch (error) {
    await transact(({ logins }) => logins.remove(login.id));
    throw error;
  }
}

function keep(
  { transact, clock }: Dependencies,
  request: WriteRequest,
  login: Login,
  mailboxId: string | null,
): Promise<Reserved> {
  return transact(async ({ logins, requests }) => {
    // plans' fact may have been faster and made the login live already.
    const current = (await logins.lock(login.id)) ?? login;
    await logins.save({ ...current, mailboxId });
    await requests.finish(request, clock.now());
    return { loginId: login.id, mailboxId: mailboxId ?? "" };
  });
}

export function newLogin(id: string, access: NewAccess, box: SecretBox, now: Date): Login {
  const { withMailbox: _, username, password, ...values } = access;
  return {
    ...values,
    id,
    name: username,
    state: "reserved",
    password: box.seal(password, passwordContext(id)),
    wanted: { state: "reserved", version: 1n, at: now },
    real: { state: "pending", version: 0n, at: now, reason: "" },
    resumeState: null,
    mailboxId: null,
    isMailPending: false,
    version: 1n,
    createdAt: now,
  };
}
