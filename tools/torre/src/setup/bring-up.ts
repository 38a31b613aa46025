import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { ProcessPlan } from "../supervisor/plan.ts";
import { isReady } from "../supervisor/ready.ts";
import { Failure } from "../system/failure.ts";
import { type Home, readText, writeWhole } from "../system/home.ts";
import { isFree, portsFrom, tcpPorts } from "../system/ports.ts";
import { type Step, steps, terminal } from "../system/progress.ts";
import { runningState, startSupervisor, stopEverything } from "../system/running.ts";
import { presentServices } from "../system/services.ts";
import { readSettings, type Settings, writeSettings } from "../system/settings.ts";
import { statusOf } from "../system/status.ts";
import { ensureBuilt, sourcesDigest } from "./build.ts";
import { ensureCertificates } from "./certificates.ts";
import { ensureInstalled, neededToRun, neededToServe } from "./debian.ts";
import type { Installation } from "./environment.ts";
import { ensureNetworkCopy } from "./engineers.ts";
import { fill } from "./fill.ts";
import { grantServers } from "./grants.ts";
import { ensureHosting, noHosting } from "./hosting/servers.ts";
import { leftOut } from "./left-out.ts";
import { prepare } from "./prepare.ts";
import { ensureSecrets } from "./secrets.ts";

export type UpOptions = {
  readonly port: number;
  readonly demo: boolean;
  /** Leaves out the servers that customers use. */
  readonly core: boolean;
};

const readyWithinMs = 120_000;

/** Takes a home from whatever it is to a healthy installation. */
export async function bringUp(home: Home, options: UpOptions): Promise<void> {
  const step = steps();
  const core = options.core || leftOut() !== undefined;
  const settings = { port: options.port, core };
  const sameSettings = isDeepStrictEqual(readSettings(home), settings);
  const sources = sourcesDigest();
  const sameSources = readText(runningSources(home)) === sources;
  if (!sameSettings || !sameSources || !(await statusOf(home)).healthy) {
    await step("Debian packages", () =>
      ensureInstalled(core ? neededToRun : neededToServe, join(home.logs, "apt.log")),
    );
    await ensureBuilt(home, step);
    await restart(home, settings, step);
    writeWhole(runningSources(home), sources);
  }
  await step("engineers' copy", () => ensureNetworkCopy(home));
  await fill(home, options.demo, step);
}

const runningSources = (home: Home): string => join(home.run, "sources");

async function restart(home: Home, settings: Settings, step: Step): Promise<void> {
  if (existsSync(home.state)) await step("earlier run stopped", () => stopEverything(home));
  writeSettings(home, settings);
  const { port, core } = settings;
  const ports = portsFrom(port);
  await step("ports free", () => refuseTaken(port));
  const secrets = await step("secrets", () => ensureSecrets(home));
  await step("certificates", () => ensureCertificates(home));
  const installation: Installation = { home, ports, secrets, core };
  const hosting = core
    ? noHosting
    : await step("hosting servers", () => ensureHosting(installation));
  for (const left of hosting.leftOut) terminal.write(`  ! ${left}\n`);
  const plan = await step("configuration", () => prepare(installation, presentServices(), hosting));
  writeWhole(home.plan, JSON.stringify(plan));
  await step("supervisor", () => startSupervisor(home));
  for (const one of plan.processes) await step(`${one.name} ready`, () => waitFor(one, home));
  if (!core) await step("servers' rights", () => grantServers(home));
}

async function refuseTaken(base: number): Promise<void> {
  const taken: string[] = [];
  for (const { port, use } of tcpPorts(portsFrom(base))) {
    if (!(await isFree(port))) taken.push(`${port} (${use})`);
  }
  if (taken.length === 0) return;
  throw new Failure(`Another program listens on ${taken.join(", ")}.`, {
    cure: "stop it, or choose another base with ./torre up --port N",
  });
}

/** Waits for one process, and gives up early on one that dies again and again. */
async function waitFor(planned: ProcessPlan, home: Home): Promise<void> {
  const deadline = performance.now() + readyWithinMs;
  while (!(await isReady(planned.ready))) {
    const now = runningState(home)?.processes.find(({ name }) => name === planned.name);
    const crashing = now === undefined || now.restarts >= 4;
    if (crashing || performance.now() > deadline) {
      const why = crashing
        ? `does not stay up (${now?.lastExit ?? "no supervisor"})`
        : "is not ready";
      throw new Failure(`${planned.name} ${why}: ${lastLine(planned.log)}`, {
        log: planned.log,
        cure: `read the log (./torre logs ${planned.name}), mend the cause, then ./torre up again`,
      });
    }
    await pause(50);
  }
}

function lastLine(log: string): string {
  return (readText(log) ?? "").trim().split("\n").at(-1)?.slice(0, 300) ?? "";
}
