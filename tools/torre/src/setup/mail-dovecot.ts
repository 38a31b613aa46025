import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { findProgram, output } from "../system/command.ts";
import { Failure } from "../system/failure.ts";
import { repository, writeWhole } from "../system/home.ts";
import { accountId } from "./accounts.ts";
import { certificateFile, tlsKeyFile } from "./certificates.ts";
import type { Installation } from "./environment.ts";
import { databaseValues } from "./mail-database.ts";
import { masterLine } from "./mail-master.ts";
import { mailStore } from "./mail-store.ts";
import { mailPlaces } from "./mail-ports.ts";
import { renderDeploy } from "./template.ts";

const mailUser = "mail";
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
  const dovecotGroup = accountId("group", "dovecot");
  writeWhole(place("master-users"), masterLine(secrets.mailMaster), 0o640);
  chownSync(place("master-users"), 0, dovecotGroup);
  const values = {
    ...databaseValues(installation),
    storeDir,
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
  const templates = dovecotTemplates(
    await output(findProgram("dovecot") ?? "dovecot", ["--version"]),
  );
  for (const name of readdirSync(join(repository, "deploy", templates)))
    writeWhole(place(name), renderDeploy(`${templates}/${name}`, values));
  if (existsSync(place("sieve.conf"))) {
    // 2.3 has its dictionary read this one with the rights of the dictionary's own account.
    chmodSync(place("sieve.conf"), 0o640);
    chownSync(place("sieve.conf"), 0, dovecotGroup);
  }
  await compileSieve(place("before.sieve"), place("dovecot.conf"));
  return ["-F", "-c", place("dovecot.conf")];
}

/** The templates for the Dovecot that says this of itself: 2.4 reads nothing that 2.3 did. */
export function dovecotTemplates(told: string): string {
  const version = /^2\.[34]\b/.exec(told)?.[0];
  if (version !== undefined) return `mail/dovecot-${version}`;
  throw new Failure(`This Dovecot is not known here: ${told.trim()}.`, {
    cure: "install Debian's dovecot-core, 2.3 or 2.4",
  });
}

/** Whoever delivers may not write beside it, so that it is compiled here. */
async function compileSieve(path: string, config: string): Promise<void> {
  writeWhole(path, renderDeploy("mail/before.sieve", {}), 0o644);
  await output(findProgram("sievec") ?? "sievec", ["-c", config, path]);
}
