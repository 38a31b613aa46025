import type { Transact } from "@isp/db";
import { type Clock, type Failpoints, isGone } from "@isp/kernel";
import { changed } from "../domain/mailbox.ts";
import { checkSettings, domainOf } from "../domain/settings.ts";
import { keepChanged } from "./keep-mailbox.ts";
import type { Mail } from "./ports.ts";
import { renamed } from "./rename-address.ts";

export type RenameLoginMailbox = (loginId: string, address: string) => Promise<void>;

/**
 * Gives the mailbox of a login the login's new name (D17): where it lies and what it does stays, and its former
 * name is one of its further addresses. Repeating it changes nothing.
 */
export function renameLoginMailbox(
  transact: Transact<Mail>,
  clock: Clock,
  failpoint: Failpoints,
): RenameLoginMailbox {
  return async (loginId, asked) => {
    await transact(async (scope) => {
      const mailbox = await scope.mailboxes.lockOfLogin(loginId);
      if (mailbox === null || isGone(mailbox)) return;
      // radius alone asks, and says under which domain the unit's logins have their mail.
      const address = await renamed(scope, mailbox, asked, [domainOf(asked)]);
      if (address === mailbox.address) return;
      const settings = checkSettings(mailbox, address);
      const { hasServer } = scope;
      await keepChanged(
        scope,
        changed(mailbox, { ...settings, address }, { now: clock.now(), hasServer }),
      );
      failpoint("mail.renaming_login_mailbox");
    });
    failpoint("mail.login_mailbox_renamed");
  };
}
