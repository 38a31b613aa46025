import type { Needed } from "./debian.ts";

const modules = "/usr/lib/dovecot/modules";

/** What mail runs on, with the parts that come in packages without a program. */
export const neededForMail: readonly Needed[] = [
  { program: "postfix", package: "postfix" },
  { program: "postfix", package: "postfix-mysql", file: "/usr/lib/postfix/postfix-mysql.so" },
  { program: "dovecot", package: "dovecot-core" },
  { program: "dovecot", package: "dovecot-imapd", file: "/usr/lib/dovecot/imap" },
  { program: "dovecot", package: "dovecot-lmtpd", file: "/usr/lib/dovecot/lmtp" },
  { program: "dovecot", package: "dovecot-mysql", file: `${modules}/libdriver_mysql.so` },
  { program: "sievec", package: "dovecot-sieve" },
  { program: "clamd", package: "clamav-daemon" },
];
