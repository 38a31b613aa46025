import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, renameSync, statSync } from "node:fs";
import { end, identify } from "../system/processes.ts";
import type { ProcessPlan, ProcessState } from "./plan.ts";

const firstDelayMs = 100;
const longestDelayMs = 10_000;
/** A process that lived this long starts again with the shortest delay. */
const steadyMs = 20_000;
const largestLogBytes = 64 * 1024 * 1024;

/** Keeps one program alive: starts it, starts it again when it dies, stops it when told. */
export type Keeper = {
  readonly plan: ProcessPlan;
  readonly state: () => ProcessState;
  readonly start: () => void;
  readonly hold: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export function keeper(plan: ProcessPlan, changed: () => void): Keeper {
  let state: ProcessState = {
    name: plan.name,
    pid: 0,
    startTime: "",
    condition: "waiting",
    restarts: 0,
    lastExit: null,
  };
  let child: ChildProcess | undefined;
  let retry: NodeJS.Timeout | undefined;
  let delayMs = firstDelayMs;

  const set = (change: Partial<ProcessState>) => {
    state = { ...state, ...change };
    changed();
  };

  const launch = (first: boolean) => {
    const started = performance.now();
    const running = spawnPlanned(plan, first);
    child = running;
    running.once("error", (error) => died(running, error.message, started));
    running.once("exit", (code, name) => died(running, name ?? `exit ${code}`, started));
    if (running.pid !== undefined) set({ condition: "running", ...identify(running.pid) });
  };

  const died = (ended: ChildProcess, why: string, started: number) => {
    if (child !== ended) return;
    child = undefined;
    if (plan.leavesWorkers === true) endGroup(ended.pid);
    if (state.condition !== "running") return set({ pid: 0, startTime: "", lastExit: why });
    if (performance.now() - started > steadyMs) delayMs = firstDelayMs;
    const wait = delayMs;
    delayMs = Math.min(delayMs * 2, longestDelayMs);
    retry = setTimeout(() => launch(false), wait);
    set({
      condition: "restarting",
      pid: 0,
      startTime: "",
      restarts: state.restarts + 1,
      lastExit: why,
    });
  };

  const quiet = async (condition: "held" | "stopped") => {
    clearTimeout(retry);
    const { pid, startTime } = state;
    set({ condition });
    if (child !== undefined) await end({ pid, startTime }, plan.stopMs, plan.stopSignal);
  };

  return {
    plan,
    state: () => state,
    start() {
      if (state.condition === "running" || state.condition === "restarting") return;
      const first = state.condition === "waiting";
      delayMs = firstDelayMs;
      if (child === undefined) return launch(first);
      // It was held a moment ago and is still ending.
      child.once("exit", () => launch(false));
      set({ condition: "restarting" });
    },
    hold: () => quiet("held"),
    stop: () => quiet("stopped"),
  };
}

function spawnPlanned(plan: ProcessPlan, first: boolean): ChildProcess {
  turnLog(plan.log);
  const log = openSync(plan.log, "a", 0o600);
  try {
    // The child writes its log itself, so that not a line is lost when the supervisor dies.
    return spawn(plan.program, plan.args, {
      cwd: plan.cwd,
      env: { ...plan.env, ...(first ? plan.firstEnv : {}) },
      stdio: ["ignore", log, log],
      // A group of its own, which is found when it is gone.
      detached: plan.leavesWorkers === true,
      ...plan.user,
    });
  } finally {
    closeSync(log);
  }
}

function endGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // Nobody is left of it.
  }
}

function turnLog(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestLogBytes) renameSync(path, `${path}.1`);
}
