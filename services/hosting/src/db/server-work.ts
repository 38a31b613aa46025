import type { EntityManager } from "typeorm";
import type { ServerWork, Work } from "../usecases/ports.ts";

export function mysqlServerWork(manager: EntityManager): ServerWork {
  const changed = async (sql: string, parameters: readonly unknown[]) => {
    const { affectedRows } = await manager.query<{ affectedRows: number }>(sql, [...parameters]);
    return affectedRows === 1;
  };
  return {
    async add(kind, itemId, dueAt) {
      await manager.query(
        `INSERT INTO server_work (item_id, kind, due_at, attempts) VALUES (?, ?, ?, 0)
         ON DUPLICATE KEY UPDATE due_at = VALUES(due_at), attempts = 0`,
        [itemId, kind, dueAt],
      );
    },
    async force(itemId) {
      await manager.query("UPDATE server_work SET is_forced = 1 WHERE item_id = ?", [itemId]);
    },
    async isAsked(itemIds) {
      const rows = await manager.query<unknown[]>(
        "SELECT 1 FROM server_work WHERE item_id IN (?) LIMIT 1",
        [itemIds],
      );
      return rows.length > 0;
    },
    async due(now, limit) {
      const rows = await manager.query<(Omit<Work, "isForced"> & { isForced: number })[]>(
        `SELECT item_id AS itemId, kind, due_at AS dueAt, attempts, is_forced AS isForced
         FROM server_work WHERE due_at <= ? ORDER BY due_at LIMIT ?`,
        [now, limit],
      );
      return rows.map((row) => ({ ...row, isForced: Boolean(row.isForced) }));
    },
    async claim({ itemId, dueAt, attempts }, until) {
      return changed(
        `UPDATE server_work SET due_at = ?, attempts = attempts + 1
         WHERE item_id = ? AND due_at = ? AND attempts = ?`,
        [until, itemId, dueAt, attempts],
      );
    },
    async postpone(itemId, dueAt) {
      return changed("UPDATE server_work SET due_at = ? WHERE item_id = ?", [dueAt, itemId]);
    },
    async remove(itemId) {
      return changed("DELETE FROM server_work WHERE item_id = ?", [itemId]);
    },
  };
}
