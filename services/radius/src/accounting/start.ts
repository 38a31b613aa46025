import { openDatabase, transactor } from "@isp/db";
import type { Worker } from "@isp/runtime";
import type { RadiusConfig } from "../config.ts";
import { radiusScope } from "../db/scope.ts";
import { drainer, type Draining } from "../spool/drain.ts";
import { openSpool, type Spool } from "../spool/spool.ts";
import { throttled } from "../throttled.ts";
import { recordAccounting } from "../usecases/record-accounting.ts";
import { recordRestart } from "../usecases/record-restart.ts";
import type { ParkedPacket } from "../usecases/session-ports.ts";
import type { Parts } from "../workers.ts";
import { archiveWorker } from "./archive-worker.ts";
import { type AccountingItem, type Arrived, itemOf, loginOf } from "./arrival.ts";
import { interimMs } from "./interval.ts";
import { presumeWorker } from "./presume-worker.ts";
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
/** Gaps that two writers have locked, and both want to begin a session in, are a deadlock. */
export const accountingIsolation = "READ COMMITTED";
/**
 * A pool of its own, since a database that is frozen takes every connection of the other one: two for what
 * comes, two for the spool, and one for whatever else there is. Who waits for one may be late by that.
 */
const poolSize = 5;
const probeEveryMs = 250;
/** As many transactions of a restart are waited for by all that comes after it. */
const restartSteps = 2;
/** As much of the disk may be used before it is told. */
const nearlyFull = 0.8;
const lookAtDiskEveryMs = 10_000;

type AccountingParts = Pick<
  Parts,
  | "context"
  | "nas"
  | "clock"
  | "box"
  | "metrics"
  | "logins"
  | "open"
  | "readings"
  | "onError"
  | "replicaId"
>;

/** Builds the way of accounting packets into the database, with the detour over the disk if there is one. */
export async function startAccounting(
  config: RadiusConfig,
  parts: AccountingParts,
): Promise<Accounting> {
  const { context, clock, box, metrics, open, readings } = parts;
  const db = await openDatabase({ url: config.RADIUS_DATABASE_URL, entities: [], poolSize });
  const transact = transactor(db, radiusScope(clock, box), undefined, {
    limitMs,
    isolation: accountingIsolation,
  });
  const writing = {
    record: recordAccounting(transact, interimMs),
    restart: recordRestart(transact, interimMs, parts.nas.findById),
    open,
    metrics,
    onReadings: readings.publish,
    onFacts: context.told,
    onAsked: context.committed,
    failpoint: context.failpoint,
  };
  const write = accountingWriter(writing);
  const archiving = archiveWorker(parts, config.RADIUS_SESSIONS_KEPT_DAYS);
  const directory = config.RADIUS_SPOOL_DIR;
  if (directory === undefined)
    return {
      write: (arrived) => write(arrived.map(({ item }) => item)),
      workers: [presumeWorker(parts, () => false), archiving],
      stop: () => db.destroy(),
    };
  const park = (packet: ParkedPacket) => transact(({ sessions }) => sessions.park([packet]));
  const writeArrived = accountingWriter({ ...writing, restartSteps });
  const spool = await openSpool(directory);
  const spooled = startSpooled(spool, { writeArrived, write, park }, parts);
  return {
    ...spooled,
    workers: [...spooled.workers, archiving],
    async stop() {
      await spooled.stop();
      await db.destroy();
    },
  };
}

type SpooledWrites = Pick<Draining, "write" | "park"> & {
  /** What comes just now: it leaves a long restart to the spool, so that the others need not wait. */
  readonly writeArrived: Draining["write"];
};

/** The same with the detour over the disk. */
function startSpooled(
  spool: Spool,
  { writeArrived, write, park }: SpooledWrites,
  parts: AccountingParts,
): Accounting {
  const { context, metrics } = parts;
  metrics.spool.watch(spool);
  const link: Link = { isAway: false };
  const shared = { spool, write, metrics: metrics.spool, failpoint: context.failpoint };
  const drain = drainer({
    ...shared,
    park,
    read(arrival) {
      const packet = { code: 0, identifier: 0, bytes: arrival.packet };
      const request = readAccounting(packet, arrival.receivedAt.getTime());
      return itemOf(request, arrival, loginOf(request, parts.logins));
    },
    onError: parts.onError("spool record"),
  });
  const draining = drainWorker({ spool, link, write, drain });
  const hasBacklog = () => link.isAway || !spool.isEmpty();
  return {
    write: spooledWriter({
      ...shared,
      write: writeArrived,
      link,
      onError: parts.onError("accounting"),
    }),
    workers: [draining.worker, diskWorker(spool, parts), presumeWorker(parts, hasBacklog)],
    async stop() {
      await draining.stop();
      await spool.close();
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
  let wasNearlyFull = false;
  return {
    name: "spool disk",
    isHousekeeping: true,
    everyMs: lookAtDiskEveryMs,
    async run() {
      const share = await spool.diskShare();
      const isNearlyFull = share >= nearlyFull;
      if (isNearlyFull && !wasNearlyFull)
        context.log.warn({ share }, "the disk of the spool is nearly full");
      wasNearlyFull = isNearlyFull;
    },
  };
}
