import type { Transact } from "@isp/db";
import type { Mail } from "./ports.ts";

export type ReleaseMailbox = (loginId: string) => Promise<void>;

/** Gives a reserved address back. A mailbox that lives is not touched: only deleting ends it. */
export function releaseMailbox(transact: Transact<Mail>): ReleaseMailbox {
  return (loginId) =>
    transact(async ({ mailboxes }) => {
      const mailbox = await mailboxes.lockOfLogin(loginId);
      if (mailbox?.wanted.state === "reserved") await mailboxes.remove(mailbox.id);
    });
}
