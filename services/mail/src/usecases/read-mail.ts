import type { Transact } from "@isp/db";
import { refuse } from "../domain/errors.ts";
import { checkReason, type MessageHead, type OpenedMessage } from "../domain/reading.ts";
import { requireAlive } from "./keep-mailbox.ts";
import type { Mail, MailReader, Units } from "./ports.ts";

type Asked = { readonly id: string; readonly reason: string };

export type ReadMail = {
  readonly list: (
    asked: Asked & { readonly limit: number },
    units: Units,
  ) => Promise<{ readonly messages: readonly MessageHead[]; readonly total: number }>;
  readonly open: (asked: Asked & { readonly uid: bigint }, units: Units) => Promise<OpenedMessage>;
};

/** Looks into a customer's mailbox for an operator, who says why (C82). */
export function readMail(look: Transact<Mail>, reader: MailReader | null): ReadMail {
  const addressOf = async ({ id, reason }: Asked, units: Units) => {
    checkReason(reason);
    return requireAlive(await look(({ mailboxes }) => mailboxes.find(id, units))).address;
  };
  const present = () => {
    if (reader !== null) return reader;
    throw refuse.server_away("No mail server is driven here.");
  };
  return {
    async list(asked, units) {
      const address = await addressOf(asked, units);
      return present().list(address, asked.limit);
    },
    async open(asked, units) {
      const address = await addressOf(asked, units);
      const opened = await present().open(address, asked.uid);
      if (opened !== null) return opened;
      throw refuse.message_not_found(`There is no message ${asked.uid}.`);
    },
  };
}
