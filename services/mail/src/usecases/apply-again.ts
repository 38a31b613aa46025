import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { changed, type Mailbox } from "../domain/mailbox.ts";
import { keepChanged, requireAlive } from "./keep-mailbox.ts";
import type { Mail, Units } from "./ports.ts";

export type ApplyAgain = (request: WriteRequest, id: string, units: Units) => Promise<Mailbox>;

/** Writes anew what the servers read of a mailbox, and has them looked at until they hold it. */
export function applyAgain(transact: Transact<Mail>, clock: Clock): ApplyAgain {
  return (request, id, units) =>
    transact(async (scope) => {
      const now = clock.now();
      const mailbox = requireAlive(await scope.mailboxes.lock(id, units));
      const { done } = await scope.requests.claim(request, id, now);
      if (done) return mailbox;
      const next = changed(mailbox, {}, { now, hasServer: scope.hasServer });
      await keepChanged(scope, next);
      await scope.requests.finish(request, now);
      return next;
    });
}
