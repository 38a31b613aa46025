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

export type Place = { readonly stream: string; readonly streamSequence: number };

/** Where a published row stands in its stream. */
export type Sent = Place & { readonly sequence: string; readonly created: string };

/** The relay's view of the outbox. */
export function outboxRows(db: DataSource, lease: Lease, leaseName: string) {
  return {
    unsent: (limit: number) =>
      db.query<OutboxRow[]>(
        `SELECT sequence, message_id AS messageId, aggregate_id AS aggregateId, subject, headers, payload
         FROM outbox WHERE published_at IS NULL ORDER BY sequence LIMIT ?`,
        [limit],
      ),
    /** Queues again what stood where the stream now says that something else stands. */
    async displace(places: readonly Place[]): Promise<void> {
      for (const [stream, taken] of Map.groupBy(places, (place) => place.stream)) {
        await db.query(
          `UPDATE outbox
           SET published_at = NULL, stream = NULL, stream_sequence = NULL, stream_created = NULL
           WHERE stream = ? AND stream_sequence IN (?)`,
          [stream, taken.map(({ streamSequence }) => streamSequence)],
        );
      }
    },
    /** Marks rows only while the lease is still ours: a stale leader must not mark over its successor. */
    async markSent(sent: readonly Sent[], at: Date): Promise<void> {
      if (sent.length === 0) return;
      const table = sent.map(({ sequence, stream, streamSequence, created }) => ({
        q: sequence,
        s: stream,
        n: streamSequence,
        c: created,
      }));
      await db.query(
        `UPDATE outbox
         JOIN JSON_TABLE(?, '$[*]' COLUMNS (
           q bigint PATH '$.q', s varchar(32) PATH '$.s', n bigint PATH '$.n', c varchar(40) PATH '$.c'
         )) AS sent ON sent.q = outbox.sequence
         JOIN leases ON leases.name = ? AND leases.fencing = ?
         SET published_at = ?, stream = sent.s, stream_sequence = sent.n, stream_created = sent.c`,
        [JSON.stringify(table), leaseName, lease.fencing.toString(), at],
      );
    },
  };
}
