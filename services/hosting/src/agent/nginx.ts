import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { run } from "./program.ts";

export type NginxOptions = {
  readonly program: string;
  readonly config: string;
  readonly pidFile: string;
  readonly vhostsDir: string;
  readonly statePort: number;
};

/** What nginx thinks of a draft: nothing, or which site it stumbles over. */
export type Verdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly siteId: string | null; readonly reason: string };

const reloadWithinMs = 10_000;

export type Nginx = {
  readonly test: (generationDir: string) => Promise<Verdict>;
  /** The generation that is served; null where nginx does not answer. */
  readonly served: () => Promise<number | null>;
  /** Has it read its configuration anew, and resolves once it serves that; requests go on meanwhile. One that does not run throws. */
  readonly reload: (generation: number) => Promise<void>;
  /** Has it open its logs anew, after one was put aside. */
  readonly reopenLogs: () => void;
};

export function nginx(options: NginxOptions): Nginx {
  const { program, config, pidFile, vhostsDir, statePort } = options;
  const served = async () => {
    try {
      const signal = AbortSignal.timeout(1_000);
      const answer = await fetch(`http://127.0.0.1:${statePort}/generation`, { signal });
      return answer.ok ? Number(await answer.text()) : null;
    } catch {
      return null;
    }
  };
  return {
    served,
    reopenLogs: () => void signalled(pidIn(pidFile), "SIGUSR1"),
    async test(generationDir) {
      const draft = join(vhostsDir, "test.conf");
      const main = readFileSync(config, "utf8");
      const included = `include ${join(vhostsDir, "current")}/*.conf;`;
      if (!main.includes(included)) throw new Error(`${config} does not say "${included}"`);
      writeFileSync(draft, main.replace(included, `include ${generationDir}/*.conf;`), {
        mode: 0o600,
      });
      const { code, problems } = await run(program, ["-t", "-q", "-c", draft, "-e", "stderr"]);
      if (code === 0) return { ok: true };
      return { ok: false, ...blame(problems) };
    },
    async reload(generation) {
      // It will read the configuration when it starts, but until then nothing is served.
      if (!signalled(pidIn(pidFile), "SIGHUP")) throw new Error("nginx does not run");
      const deadline = performance.now() + reloadWithinMs;
      while ((await served()) !== generation) {
        if (performance.now() > deadline)
          throw new Error("nginx did not take the configuration over");
        await pause(10);
      }
    },
  };
}

/** nginx names the file and the line that it stumbles over, or the certificate of a site. */
function blame(problems: string): { siteId: string | null; reason: string } {
  const line = problems.split("\n").find((one) => /\[(?:emerg|alert|crit)\]/.test(one)) ?? problems;
  const id = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  const found =
    new RegExp(`generation-\\d+/(${id})\\.conf`).exec(line) ??
    new RegExp(`certificates/(${id})/`).exec(line);
  return {
    siteId: found?.[1] ?? null,
    reason: line.replace(/^.*?\]\s*(?:\d+#\d+:\s*)?/, "").slice(0, 300),
  };
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return "";
  }
}

const pidIn = (file: string) => Number(readText(file));

function signalled(pid: number, signal: "SIGHUP" | "SIGUSR1"): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
