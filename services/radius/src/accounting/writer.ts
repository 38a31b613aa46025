import { setTimeout as sleep } from "node:timers/promises";
import type { Failpoints } from "@isp/kernel";
import { SessionRaceError } from "../db/sessions.ts";
import type { RadiusMetrics } from "../metrics.ts";
import type { AccountingItem } from "../udp/acct-server.ts";
import type { AccountingBatch, RecordAccounting } from "../usecases/record-accounting.ts";
import type { StoredSession } from "../usecases/session-ports.ts";

export type AccountingWriter = {
  readonly record: RecordAccounting;
  readonly metrics: Pick<RadiusMetrics, "batches">;
  readonly onReadings: (sessions: readonly StoredSession[]) => void;
  readonly onFacts: () => void;
  readonly failpoint: Failpoints;
};

const attempts = 3;
const pauseMs = 5;

/** Writes one batch of accounting items, and publishes the readings once they are committed. */
export function accountingWriter({
  record,
  metrics,
  onReadings,
  onFacts,
  failpoint,
}: AccountingWriter): (items: readonly AccountingItem[]) => Promise<void> {
  return async (items) => {
    const end = metrics.batches.startTimer();
    const { readings, facts } = await recordAgain(record, batchOf(items));
    end();
    failpoint("radius.accounting_committed");
    if (facts > 0) onFacts();
    onReadings(readings);
  };
}

async function recordAgain(record: RecordAccounting, batch: AccountingBatch) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await record(batch);
    } catch (error) {
      if (!(error instanceof SessionRaceError) || attempt === attempts) throw error;
      await sleep(pauseMs * attempt);
    }
  }
}

function batchOf(items: readonly AccountingItem[]): AccountingBatch {
  return {
    sessions: items.flatMap((item) => (item.kind === "session" ? [item.input] : [])),
    restarts: items.flatMap((item) => (item.kind === "restart" ? [item] : [])),
    parked: items.flatMap((item) => (item.kind === "parked" ? [item.packet] : [])),
  };
}
