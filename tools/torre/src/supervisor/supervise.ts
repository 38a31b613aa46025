import { existsSync, mkdirSync, rmSync, watch } from "node:fs";
import { join } from "node:path";
import { type Home, readJson, writeWhole } from "../system/home.ts";
import { identify, type ProcessIdentity } from "../system/processes.ts";
import { type Keeper, keeper } from "./keeper.ts";
import type { Plan, State } from "./plan.ts";
import { becomesReady } from "./ready.ts";

/** A file of this name keeps that process down until the file is gone. */
export function holdFile(home: Home, name: string): string {
  return join(home.run, "hold", name);
}

/** Runs the plan of this home until SIGTERM; this is the whole life of the supervisor process. */
export async function supervise(home: Home): Promise<void> {
  const plan = readJson<Plan>(home.plan);
  const self = identify(process.pid);
  if (plan === undefined || self === undefined) throw new Error(`There is no plan: ${home.plan}`);
  const stopping = new AbortController();
  const keepers = keepersOf(plan, home, self);
  const holds = watchHolds(home, keepers);
  const asked = new Promise<void>((done) => {
    for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => done());
  });
  process.on("SIGHUP", () => undefined);
  const starting = startInOrder(keepers, home, stopping.signal);
  await asked;
  stopping.abort();
  holds.close();
  await starting;
  await stopInOrder(keepers);
  rmSync(home.state, { force: true });
}

function keepersOf(plan: Plan, home: Home, supervisor: ProcessIdentity): readonly Keeper[] {
  const keepers: Keeper[] = [];
  const note = () => {
    const state: State = { supervisor, processes: keepers.map((one) => one.state()) };
    writeWhole(home.state, JSON.stringify(state));
  };
  keepers.push(...plan.processes.map((entry) => keeper(entry, note)));
  note();
  return keepers;
}

/** The plan names what others need before those others. */
async function startInOrder(keepers: readonly Keeper[], home: Home, signal: AbortSignal) {
  const begun = new Map<string, Promise<unknown>>();
  const begin = async (one: Keeper) => {
    await Promise.all(one.plan.after.map(async (name) => begun.get(name)));
    if (signal.aborted) return;
    if (existsSync(holdFile(home, one.plan.name))) return one.hold();
    one.start();
    await becomesReady(one.plan.ready, { withinMs: 120_000, signal });
  };
  for (const one of keepers) begun.set(one.plan.name, begin(one));
  await Promise.all(begun.values());
}

/** What needs another process stops before it. */
async function stopInOrder(keepers: readonly Keeper[]): Promise<void> {
  const needed = new Set(keepers.flatMap((one) => one.plan.after));
  const [servers, services] = [true, false].map((wanted) =>
    keepers.filter((one) => needed.has(one.plan.name) === wanted),
  );
  await Promise.all((services ?? []).map((one) => one.stop()));
  await Promise.all((servers ?? []).map((one) => one.stop()));
}

function watchHolds(home: Home, keepers: readonly Keeper[]) {
  const folder = join(home.run, "hold");
  mkdirSync(folder, { recursive: true });
  return watch(folder, () => {
    for (const one of keepers) {
      const held = existsSync(holdFile(home, one.plan.name));
      const { condition } = one.state();
      if (held && condition !== "held") void one.hold();
      if (!held && condition === "held") one.start();
    }
  });
}
