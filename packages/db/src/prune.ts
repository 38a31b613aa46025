import type { DataSource } from "typeorm";

const keep = [
  // A fact that has yet to leave is kept, however old.
  ["outbox", "stream_sequence > 0 AND created_at", 7],
  ["inbox", "received_at", 14],
  ["requests", "claimed_at", 7],
  ["operation_secrets", "made_at", 1],
] as const;

const batch = 5_000;

/** Forgets what has outlived its promise, in small batches that no one waits for. */
export async function prune(db: DataSource): Promise<void> {
  for (const [table, instant, days] of keep) {
    let removed = batch;
    while (removed === batch) {
      const { affectedRows } = await db.query<{ affectedRows: number }>(
        `DELETE FROM ${table} WHERE ${instant} < UTC_TIMESTAMP(3) - INTERVAL ? DAY LIMIT ${batch}`,
        [days],
      );
      removed = affectedRows;
    }
  }
}
