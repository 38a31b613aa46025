import { createTransport, type Transporter } from "nodemailer";
import type { Delivery, Letter, SendLetter } from "../usecases/notice-ports.ts";

const [connectMs, silenceMs] = [10_000, 30_000];
/** From here on a server refuses for good (RFC 5321, 4.2.1). */
const firstFinalCode = 500;
const longestAnswer = 255;
/** The server wants to know who asks, or does not know him (RFC 4954). */
const accountCodes = new Set([530, 534, 535, 538]);

/**
 * Sends letters through a mail server: `smtps://user:password@host:port`, or `smtp://` by STARTTLS, without
 * which only a server that asks for no account is used. What it logs is nothing; what the server said is the caller's to keep.
 */
export function smtpSender(url: string): SendLetter & { readonly close: () => void } {
  // The error of URL would carry the password into the log.
  if (!URL.canParse(url)) throw new Error("BILLING_SMTP_URL is not a URL");
  const { protocol, hostname, port, username, password } = new URL(url);
  const transport = createTransport({
    host: hostname,
    ...(port !== "" && { port: Number(port) }),
    secure: protocol === "smtps:",
    ...(username !== "" && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
      // Whoever takes STARTTLS out of the server's greeting does not get the password.
      requireTLS: true,
    }),
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
