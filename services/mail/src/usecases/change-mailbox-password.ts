import { mailEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import { changed, checkPassword, type Mailbox } from "../domain/mailbox.ts";
import { mailboxFact } from "../events/published.ts";
import type { HashPassword, Mail, Units } from "./ports.ts";

export type ChangeMailboxPassword = (
  request: WriteRequest,
  /** The mailbox itself, or the login it belongs to (C86). */
  target: {
    readonly id: string;
    readonly loginId: string;
    /** With a login: where its password was changed; empty where it is not said. */
    readonly subscriptionId: string;
    readonly password: string;
  },
  units: Units,
) => Promise<Mailbox>;

export function changeMailboxPassword(
  transact: Transact<Mail>,
  clock: Clock,
  hash: HashPassword,
): ChangeMailboxPassword {
  return async (request, { id, loginId, subscriptionId, password }, units) => {
    checkPassword(password);
    const passwordHash = await hash(password);
    return transact(async (scope) => {
      const now = clock.now();
      const mailbox = await target(scope, id, loginId, units);
      const { done } = await scope.requests.claim(request, mailbox.id, now);
      // Given to another customer meanwhile, it has a password of its own (D19).
      const isElsewhere = subscriptionId !== "" && mailbox.subscriptionId !== subscriptionId;
      if (done || isElsewhere) return mailbox;
      const { hasServer } = scope;
      const next = changed(mailbox, { passwordHash }, { now, hasServer });
      await scope.mailboxes.save(next);
      if (next.wanted.state !== "reserved") {
        const fact = mailEvents.mailbox.of("changed");
        await scope.outbox.add(fact, mailboxFact(next, ""), { aggregateId: next.id });
      }
      await scope.requests.finish(request, now);
      return next;
    });
  };
}

async function target(
  { mailboxes }: Mail,
  id: string,
  loginId: string,
  units: Units,
): Promise<Mailbox> {
  if (id !== "") return mailboxes.lock(id, units);
  const found = await mailboxes.lockOfLogin(loginId);
  if (found === null) throw refuse.mailbox_not_found(`No mailbox belongs to login ${loginId}.`);
  return found;
}
