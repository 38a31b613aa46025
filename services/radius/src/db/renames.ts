import { duplicateKey } from "@isp/db";
import type { EntityManager } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { Renames } from "../usecases/ports.ts";

/** Whoever asked has given up by then, or is dead. */
const left = "UTC_TIMESTAMP(3) - INTERVAL 10 SECOND";

export function mysqlRenames(manager: EntityManager): Renames {
  return {
    async begin(loginId, name) {
      try {
        await manager.query(
          "INSERT INTO login_renames (login_id, name, begun_at) VALUES (?, ?, UTC_TIMESTAMP(3))",
          [loginId, name],
        );
      } catch (error) {
        if (duplicateKey(error) !== "login_renames_one_name") throw error;
        throw taken(name, error);
      }
      // Both were written before either looks, so that of a login and a login's next name one fails.
      const holders = await manager.query<{ readonly id: string }[]>(
        "SELECT id FROM logins WHERE name = ? FOR UPDATE",
        [name],
      );
      if (holders.some(({ id }) => id !== loginId)) throw taken(name);
    },
    async of(loginId) {
      const [row] = await manager.query<{ readonly name: string }[]>(
        "SELECT name FROM login_renames WHERE login_id = ?",
        [loginId],
      );
      return row?.name ?? null;
    },
    async end(loginId, name) {
      await manager.query("DELETE FROM login_renames WHERE login_id = ? AND name = ?", [
        loginId,
        name,
      ]);
    },
    left(limit) {
      return manager.query(
        `SELECT login_id AS loginId, name FROM login_renames WHERE begun_at < ${left}
         ORDER BY begun_at LIMIT ?`,
        [limit],
      );
    },
  };
}

/** Those of these names that logins are about to have. */
export async function nextNamesAmong(
  manager: EntityManager,
  names: readonly string[],
): Promise<readonly string[]> {
  const held = await manager.query<{ readonly name: string }[]>(
    "SELECT name FROM login_renames WHERE name IN (?) FOR UPDATE",
    [[...names]],
  );
  return held.map(({ name }) => name);
}

export const taken = (name: string, cause?: unknown) =>
  refuse.login_taken(`The login ${name} is taken.`, {
    details: { username: name },
    fields: [{ pointer: "/username", detail: "is taken" }],
    cause,
  });
