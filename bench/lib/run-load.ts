import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { RadiusLoad, RadiusLoadResult } from "./radius-load-types.ts";

/** Runs the RADIUS load generator as a process of its own, so that its share can be told. */
export function runLoad(load: RadiusLoad): Promise<RadiusLoadResult> {
  return runAside("radius-load.ts", load);
}

/** Runs a program of this folder with what it is given, and reads the one line that it prints. */
export async function runAside<Result>(file: string, given: unknown): Promise<Result> {
  const args = [
    "--conditions=isp:source",
    "--disable-warning=ExperimentalWarning",
    join(import.meta.dirname, file),
  ];
  const run = spawn(process.execPath, [...args, JSON.stringify(given)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(await text(run.stdout)) as Result;
}
