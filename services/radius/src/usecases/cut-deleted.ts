import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { Login } from "../domain/login.ts";
import type { Radius } from "./ports.ts";

/**
 * Ends what began after a login was deleted: another replica may have let it in before it read of the
 * deletion. Each session is asked for once; the sender is the one that waits for the answer.
 */
export function cutDeleted(
  look: Transact<Pick<Radius, "logins" | "sessions" | "disconnects">>,
  clock: Clock,
): () => Promise<void> {
  return () =>
    look(async ({ logins, sessions, disconnects }) => {
      const deleted = await logins.deletedLately();
      if (deleted.length === 0) return;
      const names = deleted.flatMap(({ name, mailDomain }) => [name, `${name}@${mailDomain}`]);
      const open = await sessions.openOfUsernames(names);
      const ids = open.map(({ id }) => id);
      await disconnects.queueOnce(ids, earliest(deleted), clock.now());
    });
}

function earliest(deleted: readonly Login[]): Date {
  return new Date(Math.min(...deleted.map(({ wanted }) => wanted.at.getTime())));
}
