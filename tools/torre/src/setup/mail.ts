import { join } from "node:path";
import type { ProcessPlan } from "../supervisor/plan.ts";
import { findProgram } from "../system/command.ts";
import { ensureClamd } from "./mail-clamd.ts";
import { ensureDovecot } from "./mail-dovecot.ts";
import { ensurePostfix } from "./mail-postfix.ts";
import type { Installation } from "./environment.ts";

const masterProgram = "/usr/lib/postfix/sbin/master";

/** Lays out Postfix, Dovecot and clamd; answers what the supervisor runs. */
export async function prepareMail(installation: Installation): Promise<readonly ProcessPlan[]> {
  const { imap, smtp, clamd } = installation.ports.mail;
  const dovecot = await ensureDovecot(installation);
  const postfix = await ensurePostfix(installation);
  const scanner = ensureClamd(installation);
  return [
    planned(installation, "dovecot", "dovecot", {
      args: dovecot,
      ready: { kind: "greeting", port: imap },
    }),
    // `postfix start-fg` keeps a shell between the supervisor and the master, which would outlive it.
    planned(installation, "postfix", masterProgram, {
      args: postfix,
      ready: { kind: "greeting", port: smtp },
    }),
    planned(installation, "clamd", "clamd", {
      args: scanner,
      ready: { kind: "port", port: clamd },
    }),
  ];
}

function planned(
  { home }: Installation,
  name: string,
  program: string,
  { args, ready }: Pick<ProcessPlan, "args" | "ready">,
): ProcessPlan {
  return {
    name,
    program: findProgram(program) ?? program,
    args,
    cwd: home.dir,
    env: { PATH: `${process.env["PATH"] ?? ""}:/usr/sbin:/sbin` },
    log: join(home.logs, `${name}.log`),
    ready,
    after: ["mariadb"],
    stopMs: 15_000,
  };
}
