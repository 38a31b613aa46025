import { chownSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { output } from "../system/command.ts";
import { repository, writeWhole } from "../system/home.ts";
import { accountId } from "./accounts.ts";
import { certificateFile, tlsKeyFile } from "./certificates.ts";
import type { Installation } from "./environment.ts";
import { databaseValues } from "./mail-database.ts";
import { mailPlaces } from "./mail-ports.ts";
import { renderDeploy } from "./template.ts";

/** Where mail for other providers goes; without it, nowhere: a laptop writes to nobody. */
const relayVariable = "TORRE_MAIL_RELAY";

/** Writes Postfix's configuration and folders; answers the arguments to run it with. */
export async function ensurePostfix(
  installation: Installation,
  outer: NodeJS.ProcessEnv = process.env,
): Promise<readonly string[]> {
  const { home, ports } = installation;
  const dir = join(home.dir, "postfix");
  for (const folder of [dir, join(dir, "maps"), join(dir, "spool"), join(dir, "data")])
    mkdirSync(folder, { recursive: true, mode: 0o755 });
  chownSync(join(dir, "data"), accountId("passwd", "postfix"), 0);
  const { reinject, ...places } = mailPlaces(ports);
  const relay = outer[relayVariable];
  const values = {
    ...databaseValues(installation),
    ...places,
    dir,
    listen: "127.0.0.1",
    logFile: join(dir, "mail.log"),
    hostname: "mx.torre.localdomain",
    certificate: certificateFile(home, "mailserver"),
    privateKey: tlsKeyFile(home, "mailserver"),
    outside:
      relay === undefined ? "error:5.1.2 mail to other providers is off here" : `smtp:${relay}`,
    largestBytes: 36_700_160,
    largestMb: 35,
    retrySeconds: 5,
    smtpPort: ports.mail.smtp,
    submissionPort: ports.mail.submission,
    reinjectAddress: reinject,
    insideNetworks: "127.0.0.0/8",
    hopProcesses: 20,
  };
  for (const name of ["main.cf", "master.cf"])
    writeWhole(join(dir, name), renderDeploy(`mail/postfix/${name}`, values), 0o644);
  const group = accountId("group", "postfix");
  for (const name of readdirSync(join(repository, "deploy/mail/postfix/maps"))) {
    const path = join(dir, "maps", name);
    writeWhole(path, renderDeploy(`mail/postfix/maps/${name}`, values), 0o640);
    chownSync(path, 0, group);
  }
  await output("postfix", ["-c", dir, "check"]);
  return ["-c", dir, "-s"];
}
