import { mailStore } from "./mail-store.ts";
import { masterUser } from "./mail-master.ts";
import type { Installation } from "./environment.ts";
import { mailPlaces } from "./mail-ports.ts";

/** What the operator's shell may say of it. */
const passedThrough = ["MAIL_COMPARE_SECONDS", "MAIL_NAME_SERVERS"];

/** How the mail service reaches the servers it drives. */
export function mailEnvironment(
  { home, ports, secrets }: Installation,
  outer: NodeJS.ProcessEnv,
): Record<string, string> {
  const places = mailPlaces(ports);
  const passed = passedThrough.flatMap((name) => {
    const value = outer[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    MAIL_DOVEADM_URL: `http://${places.doveadm}/doveadm/v1`,
    MAIL_DOVEADM_KEY: secrets.doveadmKey,
    MAIL_STORE_DIR: mailStore(home),
    MAIL_IMAP: places.imap,
    MAIL_IMAP_MASTER: `${masterUser}:${secrets.mailMaster}`,
    MAIL_SMTP: places.reinject,
    MAIL_LMTP: places.lmtp,
    MAIL_CLAMD: places.clamd,
    MAIL_HOP_PORT: `${ports.mail.hop}`,
    MAIL_PUBLIC_URL: `http://127.0.0.1:${ports.gateway}`,
    ...Object.fromEntries(passed),
  };
}
