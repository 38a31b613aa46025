import type { EntityManager } from "typeorm";
import type { AccessClaims } from "../usecases/subscription-ports.ts";

type Row = { readonly requestId: string; readonly claimedAt: Date; readonly isDirty: number };

export function mysqlAccessClaims(manager: EntityManager): AccessClaims {
  return {
    async find(subscriptionId) {
      const [row] = await manager.query<Row[]>(
        `SELECT request_id AS requestId, claimed_at AS claimedAt, is_dirty AS isDirty
         FROM access_claims WHERE subscription_id = ?`,
        [subscriptionId],
      );
      return row === undefined ? null : { ...row, isDirty: row.isDirty === 1 };
    },
    async save(subscriptionId, { requestId, claimedAt, isDirty }) {
      await manager.query("REPLACE INTO access_claims VALUES (?, ?, ?, ?)", [
        subscriptionId,
        requestId,
        claimedAt,
        Number(isDirty),
      ]);
    },
    async drop(subscriptionId) {
      await manager.query("DELETE FROM access_claims WHERE subscription_id = ?", [subscriptionId]);
    },
  };
}
