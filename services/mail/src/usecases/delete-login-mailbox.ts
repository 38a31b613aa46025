import type { Transact } from "@isp/db";
import { type Clock, followService, isGone } from "@isp/kernel";
import { pendingReason } from "../domain/mailbox.ts";
import { keepChanged, promoteOldest } from "./keep-mailbox.ts";
import type { Mail } from "./ports.ts";

export type DeleteLoginMailbox = (loginId: string) => Promise<void>;

/**
 * Gives up the mailbox of a login that was deleted (C87); its address and content are kept for thirty
 * days (D13). The oldest of those that are left is main then. Repeating it changes nothing.
 */
export function deleteLoginMailbox(transact: Transact<Mail>, clock: Clock): DeleteLoginMailbox {
  return (loginId) =>
    transact(async (scope) => {
      const found = await scope.mailboxes.lockOfLogin(loginId);
      if (found === null || isGone(found)) return;
      if (found.wanted.state === "reserved") return scope.mailboxes.remove(found.id);
      const now = clock.now();
      const deleted = followService(found, "deleted", now, pendingReason(found, scope.hasServer));
      await keepChanged(scope, { ...deleted, isMain: false }, "deleted");
      if (found.isMain) await promoteOldest(scope, found.subscriptionId);
    });
}
