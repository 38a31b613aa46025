import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, followService, isGone } from "@isp/kernel";
import { expectVersion, refuse } from "../domain/errors.ts";
import { pendingReason } from "../domain/mailbox.ts";
import { keepChanged, promoteOldest } from "./keep-mailbox.ts";
import type { Mail, Units } from "./ports.ts";

export type DeleteMailbox = (
  request: WriteRequest,
  target: { readonly id: string; readonly expectedVersion: bigint },
  units: Units,
) => Promise<void>;

/**
 * Gives a mailbox up: at once it neither takes mail nor opens, and for thirty days nobody else gets its
 * address (D13). The mailbox of a login goes with its login alone (D20).
 */
export function deleteMailbox(transact: Transact<Mail>, clock: Clock): DeleteMailbox {
  return (request, { id, expectedVersion }, units) =>
    transact(async (scope) => {
      const now = clock.now();
      const mailbox = await scope.mailboxes.lock(id, units);
      const { done } = await scope.requests.claim(request, id, now);
      if (done || isGone(mailbox)) return;
      expectVersion(expectedVersion, mailbox.wanted.version);
      if (mailbox.loginId !== null) {
        throw refuse.of_a_login(`${mailbox.address} goes with its login; delete that.`);
      }
      const gone = followService(mailbox, "deleted", now, pendingReason(mailbox, scope.hasServer));
      await keepChanged(scope, { ...gone, isMain: false }, "deleted");
      if (mailbox.isMain) await promoteOldest(scope, mailbox.subscriptionId);
      await scope.requests.finish(request, now);
    });
}
