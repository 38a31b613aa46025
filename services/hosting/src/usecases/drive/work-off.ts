import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { Hosting, WorkKind } from "../ports.ts";
import type { DriveOne } from "./drive-items.ts";

const atOnce = 32;

/**
 * Begins what is due, some at a time, and waits for none of it: a server that is slow keeps no other item
 * waiting. What ends commits, and a commit has this looked for again.
 */
export function workOff(
  look: Transact<Hosting>,
  clock: Clock,
  drivers: Readonly<Partial<Record<WorkKind, DriveOne>>>,
  onBug: (error: unknown) => void,
): { readonly begin: () => Promise<void>; readonly ended: () => Promise<void> } {
  const running = new Map<string, Promise<void>>();
  return {
    async begin() {
      const due = await look(({ work }) => work.due(clock.now(), atOnce));
      for (const work of due) {
        const drive = drivers[work.kind];
        if (drive === undefined || running.has(work.itemId) || running.size >= atOnce) continue;
        const task = drive(work)
          .catch(onBug)
          .finally(() => running.delete(work.itemId));
        running.set(work.itemId, task);
      }
    },
    async ended() {
      await Promise.all(running.values());
    },
  };
}
