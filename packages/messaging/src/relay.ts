import { randomUUID } from "node:crypto";
import { leaseKeeper } from "@isp/db";
import type { Failpoints } from "@isp/kernel";
import type { DataSource } from "typeorm";
import type { Nats } from "./nats.ts";
import { outboxRows } from "./outbox-rows.ts";
import { type Known, publishBatch } from "./publish-batch.ts";
import { ensureStream } from "./streams.ts";
import type { StreamSpec } from "./topology.ts";
import { type Waker, waker } from "./waker.ts";

export type RelayOptions = {
  readonly db: DataSource;
  readonly nats: Nats;
  readonly streams: readonly StreamSpec[];
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
  /** How often the connection came or went. */
  let changes = 0;
  let stopping = false;

  // Ends by itself when the connection is closed.
  void (async () => {
    for await (const { type } of nats.connection.status()) {
      if (type === "reconnect" || type === "disconnect") {
        changes += 1;
        known = null;
      }
      if (type === "reconnect") alarm.wake();
    }
  })();

  /** Whether there may be more at once; what is queued from now on wakes it. */
  const round = async (): Promise<boolean> => {
    const lease = await keeper.hold();
    if (lease === null) return false;
    const rows = outboxRows(db, lease, leaseName);
    const before = changes;
    const standing = known ?? (await reconcile(options, rows));
    // What was learnt over a connection that has changed since may be of another store.
    if (before !== changes) return true;
    known = standing;
    const batch = await rows.unsent(batchSize);
    if (batch.length === 0) return false;
    // Connected anew meanwhile: the streams are looked at again before anything is published.
    if (known !== standing) return true;
    const { sent, taken, failure } = await publishBatch(nats, batch, standing);
    options.failpoint?.("relay.published");
    await rows.displace(taken);
    await rows.markSent(sent);
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
async function reconcile(
  { nats, streams }: RelayOptions,
  rows: ReturnType<typeof outboxRows>,
): Promise<Known> {
  const known: Known = new Map();
  for (const spec of streams) {
    const { created, state } = await ensureStream(nats.jsm, spec);
    const id = await rows.stream(spec.name, created, state.last_seq);
    known.set(spec.name, { id, lastSequence: state.last_seq });
  }
  return known;
}
