import { chownSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { findProgram, output } from "../system/command.ts";
import { writeWhole } from "../system/home.ts";
import { accountId } from "./accounts.ts";
import { certificateFile, tlsKeyFile } from "./certificates.ts";
import type { Installation } from "./environment.ts";
import { databaseValues } from "./mail-database.ts";
import { masterLine } from "./mail-master.ts";
import { mailStore } from "./mail-store.ts";
import { mailPlaces } from "./mail-ports.ts";
import { renderDeploy } from "./template.ts";

const mailUser = "mail";
const templates = "mail/dovecot-2.3";

/** Writes Dovecot's configuration and folders; answers the arguments to run it with. */
export async function ensureDovecot(installation: Installation): Promise<readonly string[]> {
  const { home, ports, secrets } = installation;
  const dir = join(home.dir, "dovecot");
  const place = (name: string) => join(dir, name);
  const storeDir = mailStore(home);
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  mkdirSync(storeDir, { recursive: true, mode: 0o700 });
  const owner = accountId("passwd", mailUser);
  chownSync(storeDir, owner, accountId("group", mailUser));
  const database = databaseValues(installation);
  for (const name of ["sql.conf", "sql-suspended.conf"])
    writeWhole(place(name), renderDeploy(`${templates}/${name}`, { ...database, storeDir }));
  const dovecotGroup = accountId("group", "dovecot");
  writeWhole(place("sieve.conf"), renderDeploy(`${templates}/sieve.conf`, database), 0o640);
  chownSync(place("sieve.conf"), 0, dovecotGroup);
  writeWhole(place("master-users"), masterLine(secrets.mailMaster), 0o640);
  chownSync(place("master-users"), 0, dovecotGroup);
  await compileSieve(place("before.sieve"));
  const values = {
    runDir: place("run"),
    stateDir: place("state"),
    instance: `torre-${ports.gateway}`,
    listen: "127.0.0.1",
    innerListen: "127.0.0.1",
    certificate: certificateFile(home, "mailserver"),
    privateKey: tlsKeyFile(home, "mailserver"),
    mailUser,
    masterUsers: place("master-users"),
    sqlFile: place("sql.conf"),
    suspendedFile: place("sql-suspended.conf"),
    sieveFile: place("sieve.conf"),
    beforeScript: place("before.sieve"),
    doveadmKey: secrets.doveadmKey,
    doveadmPort: ports.mail.doveadm,
    imapPort: ports.mail.imap,
    lmtpPort: ports.mail.lmtp,
    authPort: ports.mail.auth,
    quotaPort: ports.mail.quota,
    // Everybody comes from the same address here, so that one's wrong password must not slow another.
    penaltyMode: "0",
    postmaster: "postmaster@localhost.localdomain",
    hostname: "mx.torre.localdomain",
    reinject: mailPlaces(ports).reinject,
  };
  writeWhole(place("dovecot.conf"), renderDeploy(`${templates}/dovecot.conf`, values));
  return ["-F", "-c", place("dovecot.conf")];
}

/** Whoever delivers may not write beside it, so that it is compiled here. */
async function compileSieve(path: string): Promise<void> {
  writeWhole(path, renderDeploy(`${templates}/before.sieve`, {}), 0o644);
  await output(findProgram("sievec") ?? "sievec", [path]);
}
