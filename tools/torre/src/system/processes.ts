import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** A process beyond doubt: a pid is used again, a pid with its start time is not. */
export type ProcessIdentity = {
  readonly pid: number;
  readonly startTime: string;
};

/** The kernel's start time of a live process (field 22 of its stat); undefined when it is gone. */
export function startTimeOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command stands in parentheses and may hold spaces; fields count from behind the last one.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

export function identify(pid: number): ProcessIdentity | undefined {
  const startTime = startTimeOf(pid);
  return startTime === undefined ? undefined : { pid, startTime };
}

export function isAlive(identity: ProcessIdentity): boolean {
  return startTimeOf(identity.pid) === identity.startTime;
}

/** Signals exactly this process; false when it is no longer there. */
export function signal(identity: ProcessIdentity, name: NodeJS.Signals): boolean {
  if (!isAlive(identity)) return false;
  process.kill(identity.pid, name);
  return true;
}

/** Asks a process to end and insists after the grace time. */
export async function end(
  identity: ProcessIdentity,
  graceMs: number,
  how: NodeJS.Signals = "SIGTERM",
): Promise<void> {
  if (!signal(identity, how)) return;
  if (await gone(identity, graceMs)) return;
  signal(identity, "SIGKILL");
  await gone(identity, 2_000);
}

export async function gone(identity: ProcessIdentity, waitMs: number): Promise<boolean> {
  const deadline = performance.now() + waitMs;
  while (isAlive(identity)) {
    if (performance.now() > deadline) return false;
    await pause(25);
  }
  return true;
}
