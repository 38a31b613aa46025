import type { DataSource } from "typeorm";

const keep = [
  ["outbox", "published_at", 7],
  ["inbox", "received_at", 14],
  ["requests", "claimed_at", 7],
  ["operation_secrets", "made_at", 1],
] as const;

const batch = 5_000;

/** Forgets what has outlived its promise, in small batches that no one waits for. */
export async function prune(db: DataSource): Promise<void> {
  for (const [table, column, days] of keep) {
    let removed = batch;
    while (removed === batch) {
      const { affectedRows } = await db.query<{ affectedRows: number }>(
        `DELETE FROM ${table} WHERE ${column} < UTC_TIMESTAMP(3) - INTERVAL ? DAY LIMIT ${batch}`,
        [days],
      );
      removed = affectedRows;
    }
  }
}
