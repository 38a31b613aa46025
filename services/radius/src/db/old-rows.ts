import type { DataSource } from "typeorm";

const batch = 5_000;
const dayMs = 86_400_000;
/** What access servers were asked is of use while anybody may still complain of it. */
const requestsKeptDays = 90;

/**
 * Forgets, in small batches, what was asked of access servers and which packets could not be written. The
 * borders of business hours alone bring a hundred thousand requests twice a day.
 */
export async function forgetOldRows(
  db: Pick<DataSource, "query">,
  now: Date,
  packetsKeptDays: number,
): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * dayMs);
  const old = [
    ["disconnects", "queued_at < ? AND state <> 'queued'", before(requestsKeptDays)],
    ["disconnect_batches", "requested_at < ?", before(requestsKeptDays)],
    ["parked_packets", "received_at < ?", before(packetsKeptDays)],
  ] as const;
  for (const [table, isOld, instant] of old)
    for (let removed = batch; removed === batch; ) {
      const gone = await db.query<{ readonly affectedRows: number }>(
        `DELETE FROM ${table} WHERE ${isOld} LIMIT ${batch}`,
        [instant],
      );
      removed = gone.affectedRows;
    }
}
