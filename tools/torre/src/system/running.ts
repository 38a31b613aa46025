import { spawn } from "node:child_process";
import { closeSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { State } from "../supervisor/plan.ts";
import { Failure } from "./failure.ts";
import { type Home, readJson, repository } from "./home.ts";
import { end, identify, isAlive } from "./processes.ts";

/** What runs in this home; undefined when its supervisor does not. */
export function runningState(home: Home): State | undefined {
  const state = readJson<State>(home.state);
  return state !== undefined && isAlive(state.supervisor) ? state : undefined;
}

/** Starts the supervisor as a session of its own, so that it outlives this terminal. */
export async function startSupervisor(home: Home): Promise<void> {
  rmSync(home.state, { force: true });
  rmSync(join(home.run, "hold"), { recursive: true, force: true });
  const path = join(home.logs, "supervisor.log");
  const log = openSync(path, "a", 0o600);
  const main = join(repository, "tools/torre/src/main.ts");
  const child = spawn(
    process.execPath,
    ["--conditions=isp:source", "--disable-warning=ExperimentalWarning", main, "supervise"],
    {
      cwd: repository,
      detached: true,
      env: { ...process.env, TORRE_HOME: home.dir },
      stdio: ["ignore", log, log],
    },
  );
  closeSync(log);
  child.unref();
  const self = child.pid === undefined ? undefined : identify(child.pid);
  while (runningState(home) === undefined) {
    if (self === undefined || !isAlive(self)) {
      throw new Failure("The supervisor ended at once.", { log: path, cure: "see the log" });
    }
    await pause(20);
  }
}

/** Ends the supervisor and with it all it runs; then whatever an earlier one left behind. */
export async function stopEverything(home: Home): Promise<boolean> {
  const state = readJson<State>(home.state);
  if (state === undefined) return false;
  const wasRunning = isAlive(state.supervisor);
  await end(state.supervisor, 45_000);
  const left = (readJson<State>(home.state) ?? state).processes.filter((one) => one.pid > 0);
  const servers = left.filter(({ name }) => name === "mariadb" || name === "nats");
  const services = left.filter((one) => !servers.includes(one));
  await Promise.all(services.map((one) => end(one, 12_000)));
  await Promise.all(servers.map((one) => end(one, 20_000)));
  rmSync(home.state, { force: true });
  return wasRunning || left.length > 0;
}
