import { openDatabase, transactor } from "@isp/db";
import type { Worker } from "@isp/runtime";
import type { RadiusConfig } from "../config.ts";
import { radiusScope } from "../db/scope.ts";
import { drainer } from "../spool/drain.ts";
import { openSpool, type Spool } from "../spool/spool.ts";
import { throttled } from "../throttled.ts";
import { recordAccounting } from "../usecases/record-accounting.ts";
import type { Parts } from "../workers.ts";
import { type AccountingItem, type Arrived, itemOf, loginOf } from "./arrival.ts";
import { interimMs } from "./interval.ts";
import { readAccounting } from "./read-report.ts";
import { type Link, spooledWriter } from "./spooled-writer.ts";
import { accountingWriter } from "./writer.ts";

export type Accounting = {
  readonly write: (arrived: readonly Arrived[]) => Promise<void>;
  readonly workers: readonly Worker[];
  /** After the last packet is written. */
  readonly stop: () => Promise<void>;
};

/** Longer than this no packet waits for the database before it goes to the spool. */
const limitMs = 2_000;
/** A pool of its own, since a database that is frozen takes every connection of the other one. */
const poolSize = 3;
const probeEveryMs = 250;
/** As much of the disk may be used before it is told. */
const nearlyFull = 0.8;
const lookAtDiskEveryMs = 10_000;

type AccountingParts = Pick<
  Parts,
  "context" | "clock" | "box" | "metrics" | "logins" | "open" | "readings" | "onError"
>;

/** Builds the way of accounting packets into the database, with the detour over the disk if there is one. */
export async function startAccounting(
  config: RadiusConfig,
  parts: AccountingParts,
): Promise<Accounting> {
  const { context, clock, box, metrics, open, readings } = parts;
  const db = await openDatabase({ url: config.RADIUS_DATABASE_URL, entities: [], poolSize });
  const transact = transactor(db, radiusScope(clock, box), undefined, limitMs);
  const write = accountingWriter({
    record: recordAccounting(transact, interimMs),
    open,
    metrics,
    onReadings: readings.publish,
    onFacts: context.committed,
    failpoint: context.failpoint,
  });
  const directory = config.RADIUS_SPOOL_DIR;
  if (directory === undefined)
    return {
      write: (arrived) => write(arrived.map(({ item }) => item)),
      workers: [],
      stop: () => db.destroy(),
    };
  const spool = await openSpool(directory);
  metrics.spool.watch(spool);
  const link: Link = { isAway: false };
  const drain = drainer({
    spool,
    read(arrival) {
      const packet = { code: 0, identifier: 0, bytes: arrival.packet };
      const request = readAccounting(packet, arrival.receivedAt.getTime());
      return itemOf(request, arrival, loginOf(request, parts.logins));
    },
    write,
    park: (packet) => transact(({ sessions }) => sessions.park([packet])),
    metrics: metrics.spool,
    onError: parts.onError("spool record"),
    failpoint: context.failpoint,
  });
  const draining = drainWorker({ spool, link, write, drain });
  return {
    write: spooledWriter({
      write,
      spool,
      link,
      metrics: metrics.spool,
      onError: parts.onError("accounting"),
      failpoint: context.failpoint,
    }),
    workers: [draining.worker, diskWorker(spool, parts)],
    async stop() {
      await draining.stop();
      await spool.close();
      await db.destroy();
    },
  };
}

type DrainWork = {
  readonly spool: Spool;
  readonly link: Link;
  readonly write: (items: readonly AccountingItem[]) => Promise<void>;
  readonly drain: () => Promise<boolean>;
};

/** Finds out that the database is back, and then drains, one segment a turn. */
function drainWorker({ spool, link, write, drain }: DrainWork) {
  let isStopped = false;
  let running: Promise<unknown> = Promise.resolve();
  async function run(): Promise<boolean> {
    if (link.isAway) {
      // Also where the spool is empty, because the disk took nothing.
      await write([]);
      link.isAway = false;
    }
    if (spool.isEmpty()) return false;
    try {
      return await drain();
    } catch (error) {
      link.isAway = true;
      throw error;
    }
  }
  return {
    worker: throttled("spool", { gapMs: 0, everyMs: probeEveryMs }, async () => {
      if (isStopped) return false;
      const turn = run();
      running = turn.catch(() => undefined);
      return turn;
    }),
    async stop() {
      isStopped = true;
      await running;
    },
  };
}

/** What fills the disk, spool or not, ends in accounting that is not acknowledged. */
function diskWorker(spool: Spool, { context }: AccountingParts): Worker {
  return {
    name: "spool disk",
    isHousekeeping: true,
    everyMs: lookAtDiskEveryMs,
    async run() {
      const share = await spool.diskShare();
      if (share >= nearlyFull) context.log.warn({ share }, "the disk of the spool is nearly full");
    },
  };
}
