import { readFileSync } from "node:fs";
import { ImapFlow } from "imapflow";
import { simpleParser } from "mailparser";
import { refuse } from "../domain/errors.ts";
import type { MessageHead, OpenedMessage } from "../domain/reading.ts";
import type { MailReader } from "../usecases/ports.ts";
import { placeOf } from "./place.ts";

export type ImapOptions = {
  readonly address: string;
  /** `user:password` of Dovecot's master user. */
  readonly master: string;
  readonly caFile: string;
};

const limitMs = 5_000;
/** A longer message is shown as far as this. */
const shownBytes = 4_000_000;
const shownCharacters = 200_000;

/** Reads mailboxes by IMAP with Dovecot's master user, and leaves them as they were. */
export function imapReader({ address, master, caFile }: ImapOptions): MailReader {
  const [masterUser = "", ...rest] = master.split(":");
  const pass = rest.join(":");
  const ca = readFileSync(caFile);
  const within = async <Result>(
    mailbox: string,
    work: (client: ImapFlow, total: number) => Promise<Result>,
  ): Promise<Result> => {
    const client = new ImapFlow({
      ...placeOf(address),
      secure: false,
      doSTARTTLS: true,
      tls: { ca },
      auth: { user: `${mailbox}*${masterUser}`, pass },
      logger: false,
      connectionTimeout: limitMs,
      greetingTimeout: limitMs,
      socketTimeout: limitMs,
    });
    // A failure is told by what waits for an answer; the event would end the process.
    client.on("error", () => undefined);
    try {
      await client.connect();
      const { exists } = await client.mailboxOpen("INBOX", { readOnly: true });
      return await work(client, exists);
    } catch (cause) {
      throw refuse.server_away("The mailbox cannot be opened now.", { cause });
    } finally {
      client.close();
    }
  };
  return {
    list: (mailbox, limit) =>
      within(mailbox, async (client, total) => {
        if (total === 0) return { messages: [], total };
        const range = `${Math.max(1, total - limit + 1)}:*`;
        const found = await client.fetchAll(range, { uid: true, envelope: true });
        return { messages: found.map(headOf).toReversed(), total };
      }),
    open: (mailbox, uid) =>
      within(mailbox, async (client) => {
        const query = { uid: true, envelope: true, source: { maxLength: shownBytes } };
        const found = await client.fetchOne(`${uid}`, query, { uid: true });
        return found === false ? null : opened(found);
      }),
  };
}

type Fetched = {
  readonly uid: number;
  readonly source?: Buffer | undefined;
  readonly envelope?:
    | {
        readonly date?: Date | string | undefined;
        readonly subject?: string | undefined;
        readonly from?: readonly Person[] | undefined;
      }
    | undefined;
};
type Person = { readonly name?: string | undefined; readonly address?: string | undefined };

function headOf({ uid, envelope }: Fetched): MessageHead {
  const [sender] = envelope?.from ?? [];
  const from = [sender?.name ?? "", sender?.address === undefined ? "" : `<${sender.address}>`];
  return {
    uid: BigInt(uid),
    date: dateOf(envelope?.date),
    from: from.filter((part) => part !== "").join(" "),
    subject: envelope?.subject ?? "",
  };
}

async function opened(message: Fetched): Promise<OpenedMessage> {
  const parsed = await simpleParser(message.source ?? "", {
    skipImageLinks: true,
    skipTextLinks: true,
    maxHtmlLengthToParse: shownCharacters,
  });
  const to = [parsed.to ?? []].flat().map(({ text }) => text);
  return {
    head: headOf(message),
    to: to.join(", "),
    text: (parsed.text ?? "").slice(0, shownCharacters),
    html: (parsed.html || "").slice(0, shownCharacters),
    attachments: parsed.attachments.map(({ filename }) => filename ?? "?"),
  };
}

/** A date that cannot be read is none. */
function dateOf(date: Date | string | undefined): Date | undefined {
  const read = date === undefined ? undefined : new Date(date);
  return read === undefined || Number.isNaN(read.getTime()) ? undefined : read;
}
