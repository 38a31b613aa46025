import { createHash } from "node:crypto";

/** The IMAP user with whom the mail service opens a mailbox on an operator's behalf. */
export const masterUser = "torre-reader";

/** Its line for Dovecot. The password is 120 random bits, so that a plain digest of it tells nothing. */
export function masterLine(password: string): string {
  const digest = createHash("sha256").update(password).digest("hex");
  return `${masterUser}:{SHA256.HEX}${digest}\n`;
}
