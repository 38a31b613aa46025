import { dovecot } from "./clients/dovecot.ts";
import { imapReader } from "./clients/imap-reader.ts";
import { smtpSender } from "./clients/smtp.ts";
import type { MailConfig } from "./config.ts";
import type { MailReader, MailServer, SendMail } from "./usecases/ports.ts";

/** The servers that mail drives; null where the environment names none. */
export type Servers = {
  readonly server: MailServer | null;
  readonly reader: MailReader | null;
  readonly send: SendMail | null;
};

export function serversOf(config: MailConfig): Servers {
  const { MAIL_DOVEADM_URL: url, MAIL_DOVEADM_KEY: key, MAIL_SMTP } = config;
  const { MAIL_STORE_DIR: storeDir } = config;
  const { MAIL_IMAP: address, MAIL_IMAP_MASTER: master, TLS_CA_FILE: caFile } = config;
  return {
    server:
      url === undefined || key === undefined || storeDir === undefined
        ? null
        : dovecot({ url, key, storeDir }),
    reader:
      address === undefined || master === undefined
        ? null
        : imapReader({ address, master, caFile }),
    send: MAIL_SMTP === undefined ? null : smtpSender(MAIL_SMTP),
  };
}
