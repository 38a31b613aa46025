import { createTransport } from "nodemailer";
import { refuse } from "../domain/errors.ts";
import type { SendMail } from "../usecases/ports.ts";
import { placeOf } from "./place.ts";

const limitMs = 5_000;

/** Hands letters in where Postfix takes mail from the inside. */
export function smtpSender(address: string): SendMail {
  const transport = createTransport({
    ...placeOf(address),
    secure: false,
    ignoreTLS: true,
    connectionTimeout: limitMs,
    greetingTimeout: limitMs,
    socketTimeout: limitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (letter) => {
    try {
      const { returnPath: from = letter.from, to } = letter;
      const headers = { "Auto-Submitted": "auto-generated", ...letter.headers };
      return (await transport.sendMail({ ...letter, headers, envelope: { from, to } })).response;
    } catch (cause) {
      const told = cause instanceof Error ? cause.message : "no answer";
      throw refuse.server_away(`The mail server did not take it: ${told}`, { cause });
    }
  };
}
