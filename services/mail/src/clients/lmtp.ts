import { createTransport } from "nodemailer";
import type { Deliver } from "../usecases/hop-ports.ts";
import { placeOf } from "./place.ts";

const limitMs = 30_000;

/** Hands letters to Dovecot over connections that stay open; what it refuses is refused with its words. */
export function lmtpDelivery(address: string): Deliver {
  const transport = createTransport({
    ...placeOf(address),
    pool: true,
    maxConnections: 20,
    maxMessages: 1_000,
    lmtp: true,
    secure: false,
    ignoreTLS: true,
    connectionTimeout: limitMs,
    socketTimeout: limitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ sender, recipient }, raw) => {
    const envelope = { from: sender, to: recipient };
    const { response, rejectedErrors = [] } = await transport.sendMail({ envelope, raw });
    // What a server says after the letter is said for each recipient, and fails the call for none.
    for (const refused of rejectedErrors) throw refused;
    if (!response.startsWith("2")) throw new Error(`not taken: ${response}`);
    return response;
  };
}
