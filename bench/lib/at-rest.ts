import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const lookEveryMs = 5_000;
const idleShare = 0.85;
const longestMs = 240_000;

/** Waits until the machine has come to rest, and says after how many seconds that was. */
export async function atRest(): Promise<number> {
  const startedAt = performance.now();
  for (let before = ticks(); performance.now() - startedAt < longestMs; ) {
    await sleep(lookEveryMs);
    const now = ticks();
    if ((now.idle - before.idle) / (now.all - before.all) >= idleShare) break;
    before = now;
  }
  return (performance.now() - startedAt) / 1_000;
}

/** Of all cores, since the machine was started: user, nice, system, idle, iowait and the rest. */
function ticks(): { readonly idle: number; readonly all: number } {
  const [line = ""] = readFileSync("/proc/stat", "utf8").split("\n");
  const spent = line.split(/\s+/).slice(1).map(Number);
  return { idle: spent[3] ?? 0, all: spent.reduce((sum, one) => sum + one, 0) };
}
