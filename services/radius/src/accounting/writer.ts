import { setTimeout as sleep } from "node:timers/promises";
import type { Failpoints } from "@isp/kernel";
import { SessionRaceError } from "../db/sessions.ts";
import type { RadiusMetrics } from "../metrics.ts";
import type { OpenSessions } from "../model/open-sessions.ts";
import type { AccountingBatch, RecordAccounting } from "../usecases/record-accounting.ts";
import type { RecordRestart, Restart } from "../usecases/record-restart.ts";
import type { StoredSession } from "../usecases/session-ports.ts";
import type { AccountingItem } from "./arrival.ts";

export type AccountingWriter = {
  readonly record: RecordAccounting;
  readonly restart: RecordRestart;
  /** How many transactions a restart may take while others wait; without end where left out. */
  readonly restartSteps?: number;
  readonly open: Pick<OpenSessions, "take" | "find">;
  readonly metrics: Pick<RadiusMetrics, "batches">;
  readonly onReadings: (sessions: readonly StoredSession[]) => void;
  readonly onFacts: () => void;
  /** Access servers are to be asked to end sessions. */
  readonly onAsked: () => void;
  readonly failpoint: Failpoints;
};

/** All is written but some of what the restarts end; whoever writes them again goes on with it. */
export class RestartGoesOnError extends Error {
  override readonly name = "RestartGoesOnError";
}

const attempts = 3;
const pauseMs = 5;

/** Writes one batch of accounting items, and tells of it once it is committed. */
export function accountingWriter(
  writer: AccountingWriter,
): (items: readonly AccountingItem[]) => Promise<void> {
  const { metrics, open, onReadings, onFacts, onAsked, failpoint } = writer;
  return async (items) => {
    const end = metrics.batches.startTimer();
    const { sessions, readings, facts, asked } = await recordAgain(writer, batchOf(items));
    end();
    failpoint("radius.accounting_committed");
    for (const session of sessions) open.take(session);
    if (facts > 0) onFacts();
    if (asked > 0) onAsked();
    onReadings(readings);
    await endRestarted(writer, restartsOf(items));
  };
}

/** What is ended is told step by step: the devices that were there are coming back. */
async function endRestarted(
  { restart, restartSteps = Number.POSITIVE_INFINITY, open, onFacts }: AccountingWriter,
  restarts: readonly Restart[],
): Promise<void> {
  let steps = 0;
  for (const one of restarts)
    for await (const { sessions, hasMore } of restart(one)) {
      for (const session of sessions) open.take(session);
      onFacts();
      steps += 1;
      if (hasMore && steps >= restartSteps) throw new RestartGoesOnError("a long restart");
    }
}

/** What is believed is tried once; after a race the database alone says how things stand. */
async function recordAgain({ record, open }: AccountingWriter, batch: AccountingBatch) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await record(batch, (key) => (attempt === 1 ? open.find(key) : undefined));
    } catch (error) {
      if (!(error instanceof SessionRaceError) || attempt === attempts) throw error;
      await sleep(pauseMs * attempt);
    }
  }
}

function batchOf(items: readonly AccountingItem[]): AccountingBatch {
  return {
    sessions: items.flatMap((item) => (item.kind === "session" ? [item.input] : [])),
    parked: items.flatMap((item) => (item.kind === "parked" ? [item.packet] : [])),
  };
}

function restartsOf(items: readonly AccountingItem[]): readonly Restart[] {
  return items.filter((item) => item.kind === "restart");
}
