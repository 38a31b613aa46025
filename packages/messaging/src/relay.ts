import { randomUUID } from "node:crypto";
import { leaseKeeper } from "@isp/db";
import type { Clock, Failpoints } from "@isp/kernel";
import { headers as natsHeaders } from "@nats-io/transport-node";
import type { DataSource } from "typeorm";
import { type Waker, waker } from "./waker.ts";
import type { Nats } from "./nats.ts";
import { type OutboxRow, outboxRows, type Place, type Sent } from "./outbox-rows.ts";
import { ensureStream } from "./streams.ts";
import type { StreamSpec } from "./topology.ts";

export type RelayOptions = {
  readonly db: DataSource;
  readonly nats: Nats;
  readonly streams: readonly StreamSpec[];
  readonly clock: Clock;
  /** How long another replica waits before it takes over from one that died. */
  readonly leaseMs?: number;
  readonly pollMs?: number;
  readonly batchSize?: number;
  readonly onError: (error: unknown) => void;
  /** Passed between the publishing of a batch and the note that it was published. */
  readonly failpoint?: Failpoints;
  readonly onPublished?: (count: number) => void;
};

/** Publishes a service's outbox. Only the replica that holds the lease publishes. */
export type Relay = { readonly wake: () => void; readonly stop: () => Promise<void> };

const leaseName = "outbox-relay";
/** Facts that are queued within this leave together. */
const gapMs = 10;

type Known = Map<string, { created: string; lastSequence: number }>;

/**
 * Publishes what the outbox holds, oldest first, with many publishes in flight but one at a time per
 * aggregate, so that order holds where it means something.
 *
 * It takes no lock while it publishes: `SELECT … FOR UPDATE` of unsent rows also locks the gap after
 * them, and every transaction that queues a fact would wait for NATS. A crash before the rows are
 * marked publishes them again; the inbox of each consumer drops the copies.
 */
export function startRelay(options: RelayOptions): Relay {
  const { db, nats, leaseMs = 3_000, pollMs = 250, batchSize = 1_000 } = options;
  const keeper = leaseKeeper(db, { name: leaseName, holder: randomUUID(), ttlMs: leaseMs });
  const alarm: Waker = waker({ gapMs });
  let known: Known | null = null;
  let stopping = false;

  // Ends by itself when the connection is closed.
  void (async () => {
    for await (const { type } of nats.connection.status()) {
      if (type === "reconnect" || type === "disconnect") known = null;
      if (type === "reconnect") alarm.wake();
    }
  })();

  /** Whether there may be more at once; what is queued from now on wakes it. */
  const round = async (): Promise<boolean> => {
    const lease = await keeper.hold();
    if (lease === null) return false;
    const standing = (known ??= await reconcile(options));
    const rows = outboxRows(db, lease, leaseName);
    const batch = await rows.unsent(batchSize);
    if (batch.length === 0) return false;
    // Connected anew meanwhile: the streams are looked at again before anything is published.
    if (known !== standing) return true;
    const { sent, taken, failure } = await publishAll(nats, batch, standing);
    options.failpoint?.("relay.published");
    await rows.displace(taken);
    await rows.markSent(sent, options.clock.now());
    options.onPublished?.(sent.length);
    if (failure !== undefined) throw failure;
    return batch.length === batchSize;
  };

  const loop = (async () => {
    while (!stopping) {
      try {
        const hasMore = await round();
        if (!hasMore) await alarm.wait(pollMs);
      } catch (error) {
        known = null;
        options.onError(error);
        await alarm.wait(pollMs * 2);
      }
    }
  })();

  return {
    wake: alarm.wake,
    async stop() {
      stopping = true;
      alarm.wake();
      await loop;
      await keeper.release().catch(options.onError);
    },
  };
}

/** Queues again what a stream has lost, and learns where each stream stands. */
async function reconcile({ db, nats, streams }: RelayOptions): Promise<Known> {
  const known: Known = new Map();
  for (const spec of streams) {
    const { created, state } = await ensureStream(nats.jsm, spec);
    await db.query(
      `UPDATE outbox SET published_at = NULL, stream = NULL, stream_sequence = NULL, stream_created = NULL
       WHERE stream = ? AND (stream_created <> ? OR stream_sequence > ?)`,
      [spec.name, created, state.last_seq],
    );
    known.set(spec.name, { created, lastSequence: state.last_seq });
  }
  return known;
}

type Published = {
  readonly sent: readonly Sent[];
  /** Places that were given to an earlier row before: that row is gone from the stream. */
  readonly taken: readonly Place[];
  readonly failure: unknown;
};

/**
 * A stream that was set back gives places away a second time, and a publish may reach it before the
 * next check does. Then nothing of the batch counts as sent: what arrived is told apart by its id
 * when it is published again, and what stood in those places before is queued again as well.
 */
async function publishAll(
  nats: Nats,
  batch: readonly OutboxRow[],
  known: Known,
): Promise<Published> {
  const sent: Sent[] = [];
  const taken: Place[] = [];
  let failure: unknown;
  let wentBack = false;
  const baseline = new Map([...known].map(([name, { lastSequence }]) => [name, lastSequence]));
  const given = new Map([...known.keys()].map((name) => [name, new Set<number>()]));
  const note = (row: OutboxRow, place: Place, isDuplicate: boolean) => {
    const { stream, streamSequence } = place;
    const standing = known.get(stream);
    if (standing === undefined)
      throw new Error(`${row.subject} went into foreign stream ${stream}`);
    const isOld = streamSequence <= (baseline.get(stream) ?? 0);
    if (isOld) taken.push(place);
    if (!isDuplicate && (isOld || given.get(stream)?.has(streamSequence) === true)) {
      wentBack = true;
      throw new Error(`stream ${stream} went back to sequence ${streamSequence}`);
    }
    given.get(stream)?.add(streamSequence);
    standing.lastSequence = Math.max(standing.lastSequence, streamSequence);
    sent.push({ ...place, sequence: row.sequence, created: standing.created });
  };
  const chain = async (rows: readonly OutboxRow[]) => {
    for (const row of rows) {
      if (failure !== undefined) return;
      const { stream, seq, duplicate } = await nats.js.publish(row.subject, row.payload, {
        msgID: row.messageId,
        headers: toHeaders(row.headers),
      });
      note(row, { stream, streamSequence: seq }, duplicate);
    }
  };
  const byAggregate = Map.groupBy(batch, ({ aggregateId }) => aggregateId);
  await Promise.all(
    [...byAggregate.values()].map((rows) =>
      chain(rows).catch((error: unknown) => {
        failure ??= error;
      }),
    ),
  );
  return { sent: wentBack ? [] : sent, taken, failure };
}

function toHeaders(json: string) {
  const headers = natsHeaders();
  const entries = Object.entries(JSON.parse(json) as Record<string, string>);
  for (const [name, value] of entries) headers.set(name, value);
  return headers;
}
