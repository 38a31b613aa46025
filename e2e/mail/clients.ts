import type { Status } from "@isp/torre";
import { ImapFlow } from "imapflow";
import { createTransport } from "nodemailer";

type Server = { readonly host: string; readonly port: number };

function serverOf(status: Status, name: string): Server {
  const server = status.servers[name];
  if (server === undefined) throw new Error(`status names no ${name}`);
  return server;
}

// The certificate is of the installation's own authority, which no mail program knows.
const tls = { rejectUnauthorized: false };

export type Letter = {
  readonly from: string;
  /** Who stands in the letter itself; by default who brings it. */
  readonly author?: string;
  readonly to: string;
  /** What is announced; by default what the attachments make of it, and nothing where it is 0. */
  readonly size?: number;
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly dkim?: {
    readonly domainName: string;
    readonly keySelector: string;
    readonly privateKey: string;
  };
  readonly attachments?: readonly { readonly filename: string; readonly content: Buffer }[];
};

/** A mail program of the outside: other providers bring mail, customers log in, send and read. */
export function mailClients(status: Status) {
  return {
    /** Brings a letter as another provider's server would. */
    async bring({ from, author, to, size, ...letter }: Letter): Promise<string> {
      const transport = createTransport({ ...serverOf(status, "smtp"), tls });
      const mail = {
        envelope: { from, to, size: size ?? sizeOf(letter) },
        from: author ?? (from || "mailer-daemon@outside.example"),
        to,
      };
      const { response } = await transport.sendMail({
        text: "Olá.",
        ...mail,
        ...letter,
        attachments: [...(letter.attachments ?? [])],
      });
      return response;
    },
    /** Sends as a customer does: STARTTLS, login, and then the letter. */
    async send(
      account: { readonly user: string; readonly pass: string },
      { from, to, size, ...letter }: Letter,
    ) {
      const server = serverOf(status, "submission");
      const transport = createTransport({ ...server, requireTLS: true, tls, auth: account });
      const mail = {
        envelope: { from, to, size: size ?? sizeOf(letter) },
        from,
        to,
        text: "Olá.",
        ...letter,
        attachments: [...(letter.attachments ?? [])],
      };
      return (await transport.sendMail(mail)).response;
    },
    /** Logs in; the caller closes it. */
    async open(user: string, pass: string): Promise<ImapFlow> {
      const server = serverOf(status, "imap");
      const client = new ImapFlow({
        ...server,
        secure: false,
        doSTARTTLS: true,
        tls,
        auth: { user, pass },
        logger: false,
      });
      // What ends a session from the other side is seen by its `close` event.
      client.on("error", () => undefined);
      await client.connect();
      return client;
    },
  };
}

/** Subjects in the inbox, oldest first. */
export async function subjectsOf(client: ImapFlow): Promise<readonly string[]> {
  const lock = await client.getMailboxLock("INBOX");
  try {
    // What came since the mailbox was opened is told with the next answer.
    await client.noop();
    const found = await client.fetchAll("1:*", { envelope: true });
    return found.map(({ envelope }) => envelope?.subject ?? "");
  } finally {
    lock.release();
  }
}

/** What a server announces with MAIL FROM: base64 makes four octets of three. */
function sizeOf({ attachments = [] }: Pick<Letter, "attachments">): number {
  const octets = attachments.reduce((sum, { content }) => sum + content.length, 0);
  return 1_000 + Math.ceil((octets * 4.11) / 3);
}
