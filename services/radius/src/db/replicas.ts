import type { EntityManager } from "typeorm";
import type { Overtaken, Replicas } from "../usecases/ports.ts";

/** A replica that has not read for so long is dead, or cut off and serving what it last knew. */
const replicaLifeSeconds = 10;

export function mysqlReplicas(manager: EntityManager): Replicas {
  return {
    async now() {
      const [row] = await manager.query<{ now: Date }[]>("SELECT UTC_TIMESTAMP(3) AS now");
      if (row === undefined) throw new Error("the database does not know the time");
      return row.now;
    },
    async behind(since, touchedAt) {
      const [row] = await manager.query<{ behind: string }[]>(
        `SELECT COUNT(*) AS behind FROM replicas
         WHERE wide_at > UTC_TIMESTAMP(3) - INTERVAL ${replicaLifeSeconds} SECOND
           AND NOT (wide_at >= ? AND wide_from <= ?)
           AND NOT (quick_at >= ? AND quick_from <= ?)`,
        [since, touchedAt, since, touchedAt],
      );
      return Number(row?.behind ?? 0);
    },
    async oldestTouch(ids) {
      if (ids.length === 0) return null;
      const [row] = await manager.query<{ touched: Date | null }[]>(
        `SELECT MIN(touched_at) AS touched FROM (
           SELECT touched_at FROM logins WHERE id IN (?)
           UNION ALL SELECT touched_at FROM ips WHERE id IN (?)) AS rows_of_items`,
        [[...ids], [...ids]],
      );
      return row?.touched ?? null;
    },
    async leave(id) {
      await manager.query("DELETE FROM replicas WHERE id = ?", [id]);
    },
  };
}

export function mysqlOvertaken(manager: EntityManager): Overtaken {
  return {
    async pendingOf(subscriptionId) {
      const rows = await manager.query<{ operation_id: string }[]>(
        `SELECT operation_id FROM operation_steps
         WHERE subscription_id = ? AND state = 'pending' FOR UPDATE`,
        [subscriptionId],
      );
      return rows.map(({ operation_id }) => operation_id);
    },
    async lockPending(operationId) {
      const [row] = await manager.query<{ state: string }[]>(
        "SELECT state FROM operation_steps WHERE operation_id = ? FOR UPDATE",
        [operationId],
      );
      return row?.state === "pending";
    },
  };
}
