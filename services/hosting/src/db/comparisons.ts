import type { EntityManager } from "typeorm";
import type { Comparisons } from "../usecases/ports.ts";
import { itemTables } from "./item-tables.ts";

/** What is on its way, held back or parked is not compared: it is known not to be in step. */
const settled = `gone_at IS NULL AND is_held = 0
  AND JSON_VALUE(\`real\`, '$.state') IN ('in-step', 'drifted')`;

export function mysqlComparisons(manager: EntityManager): Comparisons {
  return {
    async take(kind, before, { now, limit }) {
      const table = itemTables[kind];
      const rows = await manager.query<{ id: string }[]>(
        `SELECT id FROM ${table} WHERE (compared_at IS NULL OR compared_at < ?) AND ${settled}
         ORDER BY compared_at LIMIT ?`,
        [before, limit],
      );
      const ids = rows.map(({ id }) => id);
      if (ids.length > 0)
        await manager.query(`UPDATE ${table} SET compared_at = ? WHERE id IN (?)`, [now, ids]);
      return ids;
    },
  };
}
