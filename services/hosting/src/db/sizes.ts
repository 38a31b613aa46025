import type { EntityManager } from "typeorm";
import type { Sizes } from "../usecases/ports.ts";

export function mysqlSizes(manager: EntityManager): Sizes {
  return {
    async keepSite(id, bytes) {
      await manager.query("UPDATE domains SET disk_bytes = ? WHERE id = ?", [bytes.toString(), id]);
    },
    async keepDatabase(id, bytes) {
      const sql = "UPDATE hosted_databases SET size_bytes = ? WHERE id = ?";
      await manager.query(sql, [bytes.toString(), id]);
    },
  };
}
