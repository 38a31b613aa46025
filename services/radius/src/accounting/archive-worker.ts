import { acquireLease, transactor } from "@isp/db";
import type { Worker } from "@isp/runtime";
import { keepMonths, mysqlArchive } from "../db/archive.ts";
import { throttled } from "../throttled.ts";
import type { Parts } from "../workers.ts";

const everyMs = 10_000;
const leaseMs = 60_000;
const atOnce = 500;
const keptLiveMs = 48 * 3_600_000;

/** One replica moves what ended two days ago into the archive, and keeps the archive's months. */
export function archiveWorker(
  { context, clock, replicaId }: Pick<Parts, "context" | "clock" | "replicaId">,
  keptDays: number,
): Worker {
  const { db } = context;
  const transact = transactor(db, mysqlArchive);
  return throttled("archive", { gapMs: everyMs }, async () => {
    if ((await acquireLease(db, "session-archive", replicaId, leaseMs)) === null) return;
    const now = clock.now();
    await keepMonths(db, now, keptDays);
    const before = new Date(now.getTime() - keptLiveMs);
    const take = () => transact((archive) => archive.takeEndedBefore(before, atOnce));
    for (let moved = await take(); moved === atOnce; moved = await take());
  });
}
