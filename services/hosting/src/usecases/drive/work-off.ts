import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { Hosting, WorkKind } from "../ports.ts";
import type { DriveOne } from "./drive-items.ts";

const atOnce = 32;

/** Works on what is due, some at a time; true when there may be more. */
export function workOff(
  look: Transact<Hosting>,
  clock: Clock,
  drivers: Readonly<Partial<Record<WorkKind, DriveOne>>>,
): () => Promise<boolean> {
  return async () => {
    const due = await look(({ work }) => work.due(clock.now(), atOnce));
    const begun = due.flatMap((work) => drivers[work.kind]?.(work) ?? []);
    await Promise.all(begun);
    return begun.length === atOnce;
  };
}
