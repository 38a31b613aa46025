import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProcessState } from "../supervisor/plan.ts";
import { holdFile } from "../supervisor/supervise.ts";
import { output } from "../system/command.ts";
import { type Home, homeAt, readText, repository, writeWhole } from "../system/home.ts";
import { freeBase } from "../system/ports.ts";
import { signal } from "../system/processes.ts";
import { runningState, stopEverything } from "../system/running.ts";
import { type Status, statusOf } from "../system/status.ts";

export type StartOptions = {
  /** Default: an empty folder that `stop` removes again. */
  readonly home?: string;
  /** Default: a free range of ports. */
  readonly port?: number;
  /** Also the servers that customers use, such as mail; default false, which starts fastest. */
  readonly servers?: boolean;
  /** Loads the demo provider; default false. */
  readonly demo?: boolean;
  /** Added to the environment of `./torre up`, such as TORRE_FAILPOINTS_PLANS or LOG_LEVEL. */
  readonly env?: NodeJS.ProcessEnv;
};

/** A whole system of its own, started the way an operator starts it. */
export type Torre = {
  readonly home: Home;
  readonly port: number;
  readonly status: () => Promise<Status>;
  /** What the supervisor knows of a process: a service, "mariadb" or "nats". */
  readonly process: (name: string) => ProcessState | undefined;
  /** Ends a process as a crash would; the supervisor starts it again. */
  readonly killService: (name: string, signal?: NodeJS.Signals) => void;
  /** Stops a process and keeps it down until `releaseService`. */
  readonly holdService: (name: string) => void;
  readonly releaseService: (name: string) => void;
  readonly log: (name: string) => string;
  readonly stop: () => Promise<void>;
};

export async function startTorre(options: StartOptions = {}): Promise<Torre> {
  const temporary = options.home === undefined;
  const home = homeAt(options.home ?? mkdtempSync(join(tmpdir(), "torre-")));
  const port = options.port ?? (await freeBase());
  // A test run that breaks off must not leave a system behind; its supervisor takes the rest along.
  const abandon = () => {
    const supervisor = runningState(home)?.supervisor;
    if (supervisor !== undefined) signal(supervisor, "SIGTERM");
  };
  process.once("exit", abandon);
  const stop = async () => {
    process.off("exit", abandon);
    await stopEverything(home);
    if (temporary) rmSync(home.dir, { recursive: true, force: true });
  };
  await up(home, port, options).catch(async (error: unknown) => {
    // The folder stays: its logs say why.
    await stopEverything(home);
    throw error;
  });
  return { home, port, stop, status: () => statusOf(home), ...controls(home) };
}

async function up(
  home: Home,
  port: number,
  { demo = false, servers = false, env = {} }: StartOptions,
): Promise<void> {
  const args = ["up", "--detach", "--port", `${port}`, ...(demo ? [] : ["--no-demo"])];
  if (!servers) args.push("--only", "core");
  await output(join(repository, "torre"), args, {
    cwd: repository,
    env: { ...process.env, ...env, TORRE_HOME: home.dir },
  });
}

function controls(home: Home) {
  const find = (name: string) => runningState(home)?.processes.find((one) => one.name === name);
  return {
    process: find,
    killService(name: string, how: NodeJS.Signals = "SIGKILL") {
      const running = find(name);
      if (running === undefined || !signal(running, how)) throw new Error(`${name} does not run.`);
    },
    holdService(name: string) {
      mkdirSync(join(home.run, "hold"), { recursive: true });
      writeWhole(holdFile(home, name), "");
    },
    releaseService: (name: string) => rmSync(holdFile(home, name), { force: true }),
    log: (name: string) => readText(join(home.logs, `${name}.log`)) ?? "",
  };
}
