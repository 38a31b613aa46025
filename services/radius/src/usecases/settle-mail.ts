import type { SecretBox } from "@isp/kernel";
import type { Transact } from "@isp/db";
import { radiusEvents } from "@isp/contracts";
import type { Login } from "../domain/login.ts";
import { passwordContext } from "../domain/secret-contexts.ts";
import { loginFact } from "../events/published.ts";
import type { Mailboxes, Radius } from "./ports.ts";

const atOnce = 50;

type Tools = { readonly mailboxes: Mailboxes; readonly box: SecretBox };

/**
 * Brings the mailboxes in line whose login has another password or is deleted; true when there may be
 * more. One that mail refuses keeps no other waiting, and has its turn again.
 */
export function settleMail(
  look: Transact<Pick<Radius, "logins">>,
  transact: Transact<Pick<Radius, "logins" | "outbox">>,
  tools: Tools,
): () => Promise<boolean> {
  return async () => {
    const pending = await look(({ logins }) => logins.mailPending(atOnce));
    const told = await Promise.allSettled(
      pending.map(async (login) => {
        await tell(login, tools);
        await transact((scope) => settle(scope, login));
      }),
    );
    const refused = told.find((outcome) => outcome.status === "rejected");
    if (refused !== undefined) throw refused.reason;
    return pending.length === atOnce;
  };
}

async function tell(login: Login, { mailboxes, box }: Tools): Promise<void> {
  if (login.state === "deleting")
    return mailboxes.remove(login.id, box.digest(`delete mailbox ${login.id}`));
  const password = box.open(login.password, passwordContext(login.id));
  // The sealed value names this very password: a repetition is the same request.
  const requestId = box.digest(`mail password ${login.password.toString("hex")}`);
  return mailboxes.changePassword(login, password, requestId);
}

async function settle(
  { logins, outbox }: Pick<Radius, "logins" | "outbox">,
  sent: Login,
): Promise<void> {
  const login = await logins.lock(sent.id);
  // Changed or deleted meanwhile: what is newer has its own turn.
  if (login === null || !isSameNews(login, sent)) return;
  const settled = { ...login, isMailPending: false, version: login.version + 1n };
  await logins.save(settled);
  const fact = login.state === "deleting" ? ("deleted" as const) : ("changed" as const);
  await outbox.add(radiusEvents.login.of(fact), loginFact(settled), { aggregateId: login.id });
}

function isSameNews(one: Login, other: Login): boolean {
  return one.password.equals(other.password) && one.state === other.state;
}
