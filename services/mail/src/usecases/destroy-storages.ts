import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { Mail, MailServer } from "./ports.ts";

const atOnce = 100;

/**
 * Destroys mail whose time under seal is over (D13): its server deletes it, and the row keeps when. Whoever
 * dies in between has it deleted again. True when there may be more.
 */
export function destroyStorages(
  look: Transact<Mail>,
  transact: Transact<Mail>,
  server: Pick<MailServer, "destroy">,
  clock: Clock,
): () => Promise<boolean> {
  return async () => {
    const overdue = await look(({ storages }) => storages.overdue(clock.now(), atOnce));
    for (const id of overdue) {
      await server.destroy(id);
      await transact(({ storages }) => storages.noteDestroyed(id, clock.now()));
    }
    return overdue.length === atOnce;
  };
}
