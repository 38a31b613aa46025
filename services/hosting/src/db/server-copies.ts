import type { EntityManager } from "typeorm";
import type { ServerCopies } from "../usecases/ports.ts";

export function mysqlServerCopies(manager: EntityManager): ServerCopies {
  return {
    async find(itemId, server) {
      const [row] = await manager.query<{ content: string }[]>(
        "SELECT content FROM server_copies WHERE item_id = ? AND server = ?",
        [itemId, server],
      );
      return row?.content ?? null;
    },
    async keep(itemId, server, content, now) {
      await manager.query(
        `INSERT INTO server_copies (item_id, server, content, written_at) VALUES (?, ?, ?, ?)
         ON DUPLICATE KEY UPDATE content = VALUES(content), written_at = VALUES(written_at)`,
        [itemId, server, content, now],
      );
    },
    async remove(itemId, server) {
      const named = server === undefined ? "" : " AND server = ?";
      await manager.query(`DELETE FROM server_copies WHERE item_id = ?${named}`, [
        itemId,
        ...(server === undefined ? [] : [server]),
      ]);
    },
  };
}
