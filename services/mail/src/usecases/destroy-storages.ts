import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { Mail, MailServer } from "./ports.ts";

const atOnce = 100;

/**
 * Destroys mail whose time under seal is over (D13), and what waited for room there with it: its server deletes
 * it, and the row keeps when. Whoever dies in between has it deleted again. One that the server does not delete
 * keeps no other, and is tried again the next time.
 */
export function destroyStorages(
  look: Transact<Mail>,
  transact: Transact<Mail>,
  server: Pick<MailServer, "destroy">,
  clock: Clock,
): () => Promise<void> {
  async function destroy(id: string): Promise<void> {
    await server.destroy(id);
    await transact(async ({ storages, held }) => {
      await held.removeOf(id);
      await storages.noteDestroyed(id, clock.now());
    });
  }

  return async () => {
    const failures: unknown[] = [];
    let page: readonly string[];
    let after = "";
    do {
      const where = { after, limit: atOnce };
      page = await look(({ storages }) => storages.overdue(clock.now(), where));
      for (const id of page) await destroy(id).catch((error: unknown) => failures.push(error));
      after = page.at(-1) ?? "";
    } while (page.length === atOnce);
    if (failures.length > 0) throw failures[0];
  };
}
