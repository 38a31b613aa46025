import { join } from "node:path";
import type { Plan } from "../supervisor/plan.ts";
import { Failure } from "../system/failure.ts";
import { type Home, readJson, writeWhole } from "../system/home.ts";
import { explain, type Step, terminal } from "../system/progress.ts";
import { statusOf } from "../system/status.ts";

type Filled = { readonly nas?: boolean; readonly demo?: boolean };

/** The demo NAS always, the demo provider on the first run. A system that lacks them still runs. */
export async function fill(home: Home, demo: boolean, step: Step): Promise<void> {
  const names = readJson<Plan>(home.plan)?.processes.map(({ name }) => name) ?? [];
  const filled = readJson<Filled>(markerOf(home)) ?? {};
  const complete = filled.nas === true && (filled.demo === true || !demo);
  if (complete || !names.includes("gateway")) return;
  try {
    await load(home, demo, step);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    terminal.write(explain(error));
  }
}

async function load(home: Home, demo: boolean, step: Step): Promise<void> {
  const { loadDemo, registerDemoNas } = await import("../demo/load.ts");
  const status = await statusOf(home);
  await step("demo NAS", () => registerDemoNas(status));
  const before = readJson<Filled>(markerOf(home)) ?? {};
  writeWhole(markerOf(home), JSON.stringify({ ...before, nas: true }));
  if (!demo) return;
  await step("demo provider", () => loadDemo(home, status, { customers: 500, seed: 1 }));
  writeWhole(markerOf(home), JSON.stringify({ nas: true, demo: true }));
}

const markerOf = (home: Home): string => join(home.dir, "filled.json");
