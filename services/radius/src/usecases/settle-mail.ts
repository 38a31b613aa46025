import type { SecretBox } from "@isp/kernel";
import type { Transact } from "@isp/db";
import { radiusEvents } from "@isp/contracts";
import type { Login } from "../domain/login.ts";
import { passwordContext } from "../domain/secret-contexts.ts";
import { loginFact } from "../events/published.ts";
import type { Mailboxes, Radius } from "./ports.ts";

const atOnce = 50;

/** Brings the mailboxes in line whose password radius has changed; true when there may be more. */
export function settleMail(
  look: Transact<Pick<Radius, "logins">>,
  transact: Transact<Pick<Radius, "logins" | "outbox">>,
  { mailboxes, box }: { readonly mailboxes: Mailboxes; readonly box: SecretBox },
): () => Promise<boolean> {
  return async () => {
    const pending = await look(({ logins }) => logins.mailPending(atOnce));
    for (const login of pending) {
      const password = box.open(login.password, passwordContext(login.id));
      // The sealed value names this very password: a repetition is the same request.
      const requestId = box.digest(`mail password ${login.password.toString("hex")}`);
      await mailboxes.changePassword(login, password, requestId);
      await transact((scope) => settle(scope, login));
    }
    return pending.length === atOnce;
  };
}

async function settle(
  { logins, outbox }: Pick<Radius, "logins" | "outbox">,
  sent: Login,
): Promise<void> {
  const login = await logins.lock(sent.id);
  // Changed again meanwhile: the newer password has its own turn.
  if (login === null || !login.password.equals(sent.password)) return;
  const settled = { ...login, isMailPending: false, version: login.version + 1n };
  await logins.save(settled);
  await outbox.add(radiusEvents.login.of("changed"), loginFact(settled), { aggregateId: login.id });
}
