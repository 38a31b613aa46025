import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { RadiusLoad, RadiusLoadResult } from "./radius-load-types.ts";

/** Runs the RADIUS load generator as a process of its own, so that its share can be told. */
export async function runLoad(load: RadiusLoad): Promise<RadiusLoadResult> {
  const file = join(import.meta.dirname, "radius-load.ts");
  const args = ["--conditions=isp:source", "--disable-warning=ExperimentalWarning", file];
  const run = spawn(process.execPath, [...args, JSON.stringify(load)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(await text(run.stdout)) as RadiusLoadResult;
}
