import type { Ports } from "../system/ports.ts";

const host = "127.0.0.1";

/** What `./torre status --json` says of mail. */
export function mailAddresses({ mail }: Ports) {
  return {
    smtp: { host, port: mail.smtp },
    submission: { host, port: mail.submission },
    imap: { host, port: mail.imap },
  };
}

/** Where the mail service and the mail servers meet. */
export function mailPlaces({ mail }: Ports) {
  const at = (port: number) => `${host}:${port}`;
  return {
    smtp: at(mail.smtp),
    imap: at(mail.imap),
    lmtp: at(mail.lmtp),
    hop: at(mail.hop),
    auth: at(mail.auth),
    doveadm: at(mail.doveadm),
    quota: at(mail.quota),
    clamd: at(mail.clamd),
    reinject: at(mail.reinject),
  };
}
