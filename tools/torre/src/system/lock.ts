import { linkSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { Failure } from "./failure.ts";
import { readJson } from "./home.ts";
import { identify, isAlive, type ProcessIdentity } from "./processes.ts";

/** Does work that nobody else may do at the same time; the lock of a dead holder is taken over. */
export async function alone<Result>(
  path: string,
  options: { readonly waitMs: number; readonly busy: string },
  work: () => Promise<Result>,
): Promise<Result> {
  const deadline = performance.now() + options.waitMs;
  while (!take(path)) {
    const holder = readJson<ProcessIdentity>(path);
    if (holder !== undefined && !isAlive(holder)) rmSync(path, { force: true });
    else if (performance.now() < deadline) await pause(100);
    else {
      throw new Failure(`${options.busy} (pid ${holder?.pid}).`, {
        cure: "wait for it, or choose another TORRE_HOME and --port",
      });
    }
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** A link appears whole or not at all, so that a reader always finds the holder in it. */
function take(path: string): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(identify(process.pid)), { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
