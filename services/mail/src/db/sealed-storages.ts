import type { EntityManager } from "typeorm";
import type { SealedStorages } from "../usecases/ports.ts";

export function mysqlSealedStorages(manager: EntityManager): SealedStorages {
  return {
    async add(storage) {
      await manager.query(
        `INSERT INTO sealed_storages (id, mailbox_id, address, subscription_id, customer_id,
           business_unit_id, sealed_at, keep_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          storage.id,
          storage.mailboxId,
          storage.address,
          storage.subscriptionId,
          storage.customerId,
          storage.businessUnitId,
          storage.sealedAt,
          storage.keepUntil,
        ],
      );
    },
    async overdue(now, { after, limit }) {
      const rows = await manager.query<{ readonly id: string }[]>(
        `SELECT s.id FROM sealed_storages s WHERE s.keep_until <= ? AND s.destroyed_at IS NULL AND s.id > ?
           AND NOT EXISTS (SELECT 1 FROM mailboxes m WHERE m.storage_id = s.id)
         ORDER BY s.id LIMIT ?`,
        [now, after, limit],
      );
      return rows.map(({ id }) => id);
    },
    async noteDestroyed(id, now) {
      await manager.query("UPDATE sealed_storages SET destroyed_at = ? WHERE id = ?", [now, id]);
    },
  };
}
