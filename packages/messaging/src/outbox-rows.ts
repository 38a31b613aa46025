import type { Lease } from "@isp/db";
import type { DataSource } from "typeorm";

export type OutboxRow = {
  readonly sequence: string;
  readonly messageId: string;
  readonly aggregateId: string;
  readonly subject: string;
  readonly headers: string;
  readonly payload: string;
};

/** A message of a stream; the stream by the id that the outbox has given it. */
export type Place = { readonly streamId: number; readonly streamSequence: number };

/** Where a published row stands in its stream. */
export type Sent = Place & { readonly sequence: string };

/** The relay's view of the outbox: JetStream counts from 1, and 0 stands for what has yet to leave. */
export function outboxRows(db: DataSource, lease: Lease, leaseName: string) {
  const queueAgain = (where: string, parameters: readonly unknown[]) =>
    db.query(`UPDATE outbox SET stream_id = 0, stream_sequence = 0 WHERE ${where}`, [
      ...parameters,
    ]);
  return {
    unsent: (limit: number) =>
      db.query<OutboxRow[]>(
        `SELECT sequence, message_id AS messageId, aggregate_id AS aggregateId, subject, headers, payload
         FROM outbox WHERE stream_sequence = 0 ORDER BY sequence LIMIT ?`,
        [limit],
      ),
    /**
     * The id of a stream that was created then. What an earlier one of its name held is queued again,
     * and so is what lies beyond the end of this one.
     */
    async stream(name: string, created: string, lastSequence: number): Promise<number> {
      await db.query(
        `INSERT INTO outbox_streams (name, created) SELECT ?, ?
         WHERE NOT EXISTS (SELECT 1 FROM outbox_streams WHERE name = ? AND created = ?)`,
        [name, created, name, created],
      );
      const known = await db.query<{ id: number; created: string }[]>(
        "SELECT id, created FROM outbox_streams WHERE name = ?",
        [name],
      );
      let streamId = 0;
      for (const { id, created: at } of known) {
        if (at === created) streamId = id;
        else {
          await queueAgain("stream_id = ?", [id]);
          await db.query("DELETE FROM outbox_streams WHERE id = ?", [id]);
        }
      }
      await queueAgain("stream_id = ? AND stream_sequence > ?", [streamId, lastSequence]);
      return streamId;
    },
    /** Queues again what stood where the stream now says that something else stands. */
    async displace(places: readonly Place[]): Promise<void> {
      for (const [streamId, taken] of Map.groupBy(places, (place) => place.streamId)) {
        const sequences = taken.map(({ streamSequence }) => streamSequence);
        await queueAgain("stream_id = ? AND stream_sequence IN (?)", [streamId, sequences]);
      }
    },
    /** Marks rows only while the lease is still ours: a stale leader must not mark over its successor. */
    async markSent(sent: readonly Sent[]): Promise<void> {
      if (sent.length === 0) return;
      const table = sent.map(({ sequence, streamId, streamSequence }) => [
        sequence,
        streamId,
        streamSequence,
      ]);
      await db.query(
        `UPDATE outbox
         JOIN JSON_TABLE(?, '$[*]' COLUMNS (
           q bigint PATH '$[0]', s int PATH '$[1]', n bigint PATH '$[2]'
         )) AS sent ON sent.q = outbox.sequence
         JOIN leases ON leases.name = ? AND leases.fencing = ?
         SET stream_id = sent.s, stream_sequence = sent.n`,
        [JSON.stringify(table), leaseName, lease.fencing.toString()],
      );
    },
  };
}
