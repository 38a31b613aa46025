import type { Readable } from "node:stream";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import type { PassLetter } from "../usecases/pass-letter.ts";

export type HopOptions = {
  readonly port: number;
  readonly pass: PassLetter;
  readonly onFailure: (error: unknown) => void;
};

/** Postfix takes nothing larger over. */
const largestBytes = 40_000_000;

export type Hop = { readonly close: () => Promise<void> };

/** The LMTP server between Postfix and Dovecot; one recipient at a time, each with an answer of its own. */
export async function startHop({ port, pass, onFailure }: HopOptions): Promise<Hop> {
  const server = new SMTPServer({
    lmtp: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    authOptional: true,
    disableReverseLookup: true,
    size: largestBytes,
    logger: false,
    onData(stream, session, answer) {
      take(stream, session, pass).then(
        (told) => answer(null, told),
        (error: unknown) => {
          if (codeOf(error) === undefined) onFailure(error);
          answer(asAnswer(error));
        },
      );
    },
  });
  server.on("error", onFailure);
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", () => listening());
  });
  return { close: () => new Promise((closed) => server.close(() => closed())) };
}

async function take(
  stream: Readable,
  { envelope }: SMTPServerSession,
  pass: PassLetter,
): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  const sender = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
  const [recipient] = envelope.rcptTo;
  if (recipient === undefined) throw new Error("no recipient");
  const told = await pass({ sender, recipient: recipient.address }, Buffer.concat(pieces));
  return told.replace(/^\d{3} /, "");
}

function codeOf(error: unknown): number | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, "responseCode") : undefined;
  return typeof code === "number" && code >= 400 ? code : undefined;
}

/** What Dovecot refuses for good is refused for good; everything else comes again later. */
function asAnswer(error: unknown): Error & { responseCode: number } {
  const code = codeOf(error) ?? 451;
  const told: unknown = error instanceof Error ? Reflect.get(error, "response") : undefined;
  const text =
    typeof told === "string" ? told.replace(/^\d{3}[ -]/, "") : "4.3.0 not now; try again";
  return Object.assign(new Error(text), { responseCode: code });
}
