import { chownSync, copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { repository, writeWhole } from "../system/home.ts";
import { accountId } from "./accounts.ts";
import type { Installation } from "./environment.ts";
import { renderDeploy } from "./template.ts";

const user = "clamav";

/** clamd with signatures of our own, which know the EICAR test string; production fetches the real ones. */
export function ensureClamd({ home, ports }: Installation): readonly string[] {
  const dir = join(home.dir, "clamav");
  const databaseDir = join(dir, "db");
  const temporaryDir = join(dir, "tmp");
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  for (const folder of [databaseDir, temporaryDir]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chownSync(folder, accountId("passwd", user), accountId("group", user));
  }
  const signatures = join(databaseDir, "torre.ndb");
  copyFileSync(join(repository, "deploy/mail/clamav/torre.ndb"), signatures);
  chownSync(signatures, accountId("passwd", user), accountId("group", user));
  const config = join(dir, "clamd.conf");
  const values = { listen: "127.0.0.1", port: ports.mail.clamd, databaseDir, temporaryDir };
  writeWhole(config, renderDeploy("mail/clamav/clamd.conf", { ...values, user, threads: 2 }));
  return ["-c", config];
}
