import type { Clock } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import type { Sizes } from "../usecases/ports.ts";

const keptMs = 400 * 86_400_000;

export function mysqlSizes(manager: EntityManager, clock: Clock): Sizes {
  return {
    async keepSite(id, bytes) {
      const size = bytes.toString();
      await manager.query("UPDATE domains SET disk_bytes = ? WHERE id = ?", [size, id]);
      const now = clock.now();
      await manager.query(
        `INSERT INTO disk_days (domain_id, day, bytes) VALUES (?, ?, ?)
         ON DUPLICATE KEY UPDATE bytes = VALUES(bytes)`,
        [id, dayOf(now), size],
      );
      const oldest = dayOf(new Date(now.getTime() - keptMs));
      await manager.query("DELETE FROM disk_days WHERE domain_id = ? AND day < ?", [id, oldest]);
    },
    async keepDatabase(id, bytes) {
      const sql = "UPDATE hosted_databases SET size_bytes = ? WHERE id = ?";
      await manager.query(sql, [bytes.toString(), id]);
    },
    async ofSite(id, from) {
      const rows: readonly { readonly day: string; readonly bytes: string }[] = await manager.query(
        `SELECT DATE_FORMAT(day, '%Y-%m-%d') AS day, CAST(bytes AS CHAR) AS bytes
         FROM disk_days WHERE domain_id = ? AND day >= ? ORDER BY day`,
        [id, from],
      );
      return rows.map(({ day, bytes }) => ({ day, bytes: BigInt(bytes) }));
    },
    async forgetSite(id) {
      await manager.query("DELETE FROM disk_days WHERE domain_id = ?", [id]);
    },
  };
}

const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);
