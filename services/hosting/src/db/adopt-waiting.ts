import type { DataSource } from "typeorm";
import { itemTables } from "./item-tables.ts";
import type { WorkKind } from "../usecases/ports.ts";

/** Items that were saved before there was a server for them are given to it now that there is one. */
export async function adoptWaiting(
  db: Pick<DataSource, "transaction">,
  kinds: readonly WorkKind[],
): Promise<void> {
  const waits = "JSON_VALUE(`real`, '$.reason') = 'no-server' AND is_held = 0";
  for (const kind of kinds) {
    await db.transaction(async (manager) => {
      await manager.query(
        `INSERT IGNORE INTO server_work (item_id, kind, due_at)
         SELECT id, ?, UTC_TIMESTAMP(3) FROM ${itemTables[kind]} WHERE ${waits}`,
        [kind],
      );
      const sql = `UPDATE ${itemTables[kind]} SET \`real\` = JSON_SET(\`real\`, '$.reason', '') WHERE ${waits}`;
      await manager.query(sql);
    });
  }
}
