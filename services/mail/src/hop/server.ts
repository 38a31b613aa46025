import type { AddressInfo } from "node:net";
import type { Readable } from "node:stream";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import type { PassLetter } from "../usecases/pass-letter.ts";

export type HopOptions = {
  readonly port: number;
  readonly pass: PassLetter;
  readonly onFailure: (error: unknown) => void;
  /** Of all letters that are under way; what is beyond comes again. */
  readonly mostBytes?: number;
};

/** Postfix takes nothing larger over. */
const largestBytes = 40_000_000;
/** Four of the largest at once: a letter is in memory as a whole while it is looked through. */
const usualMostBytes = 160_000_000;
/** What is under way then is handed over again. */
const closeWithinMs = 5_000;

export type Hop = { readonly port: number; readonly close: () => Promise<void> };

/** The LMTP server between Postfix and Dovecot; one recipient at a time, each with an answer of its own. */
export async function startHop(options: HopOptions): Promise<Hop> {
  const { pass, onFailure } = options;
  const room = roomOf(options.mostBytes ?? usualMostBytes);
  const server = new SMTPServer({
    lmtp: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    authOptional: true,
    disableReverseLookup: true,
    size: largestBytes,
    closeTimeout: closeWithinMs,
    logger: false,
    onData(stream, session, answer) {
      take(stream, session, { pass, room }).then(
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
    server.listen(options.port, "127.0.0.1", () => listening());
  });
  const { port } = server.server.address() as AddressInfo;
  return { port, close: () => new Promise((closed) => server.close(() => closed())) };
}

type Room = {
  /** False where there is none for so many more. */
  readonly take: (bytes: number) => boolean;
  readonly give: (bytes: number) => void;
};

function roomOf(mostBytes: number): Room {
  let left = mostBytes;
  return {
    take(bytes) {
      if (bytes > left) return false;
      left -= bytes;
      return true;
    },
    give(bytes) {
      left += bytes;
    },
  };
}

async function take(
  stream: Readable,
  { envelope }: SMTPServerSession,
  { pass, room }: { readonly pass: PassLetter; readonly room: Room },
): Promise<string> {
  const pieces: Buffer[] = [];
  let held = 0;
  try {
    let fits = true;
    // Whoever does not fit is heard to his end all the same: LMTP answers no sooner.
    for await (const piece of stream as AsyncIterable<Buffer>) {
      fits &&= room.take(piece.length);
      if (!fits) continue;
      held += piece.length;
      pieces.push(piece);
    }
    if (!fits) throw tooMuch();
    const sender = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
    const [recipient] = envelope.rcptTo;
    if (recipient === undefined) throw new Error("no recipient");
    const told = await pass({ sender, recipient: recipient.address }, Buffer.concat(pieces));
    return told.replace(/^\d{3} /, "");
  } finally {
    room.give(held);
  }
}

const tooMuch = () =>
  Object.assign(new Error("too much at once"), {
    responseCode: 452,
    response: "452 4.3.1 too much at once; try again",
  });

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
