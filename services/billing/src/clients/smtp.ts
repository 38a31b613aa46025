import { createTransport, type Transporter } from "nodemailer";
import type { Delivery, Letter, SendLetter } from "../usecases/notice-ports.ts";

const [connectMs, silenceMs] = [10_000, 30_000];
/** From here on a server refuses for good (RFC 5321, 4.2.1). */
const firstFinalCode = 500;
const longestAnswer = 255;
/** The server wants to know who asks, or does not know him (RFC 4954). */
const accountCodes = new Set([530, 534, 535, 538]);

/**
 * Sends letters through a mail server: `smtp://user:password@host:port`, by STARTTLS where it offers it, or
 * `smtps://`. What it logs is nothing; what the server said is the caller's to keep.
 */
export function smtpSender(url: string): SendLetter & { readonly close: () => void } {
  const transport = createTransport(url, {});
  Object.assign(transport.options, {
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const send = (letter: Letter) => deliver(transport, letter);
  return Object.assign(send, { close: () => transport.close() });
}

type Failure = { readonly code?: unknown; readonly responseCode?: unknown };

async function deliver(transport: Transporter, letter: Letter): Promise<Delivery> {
  const { to, attachments = [], ...rest } = letter;
  try {
    const sent = (await transport.sendMail({
      ...rest,
      to,
      // A machine wrote it: nobody's absence answers it (RFC 3834).
      headers: { "Auto-Submitted": "auto-generated" },
      attachments: attachments.map(({ name, contentType, content }) => ({
        filename: name,
        contentType,
        content: Buffer.from(content),
      })),
    })) as { readonly response?: string };
    return { state: "taken", answer: (sent.response ?? "").slice(0, longestAnswer) };
  } catch (error) {
    return refusal(error as Failure);
  }
}

function refusal({ code, responseCode }: Failure): Delivery {
  const state = "refused";
  if (typeof responseCode !== "number") {
    const word = typeof code === "string" ? code : "error";
    return { state, code: `smtp ${word}`, isFinal: false, isReached: false };
  }
  // An account that is wrong is mended, and then the letter goes out.
  const isFinal = responseCode >= firstFinalCode && !accountCodes.has(responseCode);
  return { state, code: `smtp ${responseCode}`, isFinal, isReached: true };
}
