import type { Torre } from "@isp/torre";
import type { Connection, RowDataPacket } from "mysql2/promise";
import { type Api, idOf } from "../../e2e/story/api.ts";
import { cpuMsOf } from "./cpu.ts";

export type TimedClosing = {
  readonly closingId: string;
  readonly invoices: number;
  readonly proposeMs: number;
  readonly commitMs: number;
  /** Processor time of each process in the commit. */
  readonly commitCpuMs: readonly number[];
  /** Proposed and committed once more. */
  readonly againMs: number;
};

export const processes = ["billing", "mariadb", "nats"] as const;

type System = { readonly torre: Torre; readonly api: Api; readonly db: Connection };

/** Proposes and commits the closing of a unit, as a person does it. */
export async function closingOf({ torre, api, db }: System, unitId: string): Promise<TimedClosing> {
  const order = { businessUnitId: unitId, on: "2026-05-31" };
  const [proposedAt, closingId] = [performance.now(), idOf(await api.post("/closings", order))];
  await reached(db, closingId, "proposed");
  const cpuBefore = cpuMsOf(torre, processes);
  const committedAt = performance.now();
  await api.post(`/closings/${closingId}/commit`);
  await reached(db, closingId, "committed");
  const againAt = performance.now();
  const cpuAfter = cpuMsOf(torre, processes);
  await api.post("/closings", order);
  await api.post(`/closings/${closingId}/commit`);
  await reached(db, closingId, "committed");
  const againMs = performance.now() - againAt;
  await drained(db);
  const [[row]] = await db.query<RowDataPacket[]>(
    "SELECT COUNT(*) AS n FROM billing.invoices WHERE closing_id = ?",
    [closingId],
  );
  return {
    closingId,
    invoices: Number(row?.["n"]),
    proposeMs: committedAt - proposedAt,
    commitMs: againAt - committedAt,
    commitCpuMs: cpuAfter.map((ms, index) => ms - (cpuBefore[index] ?? 0)),
    againMs,
  };
}

async function reached(db: Connection, closingId: string, state: string): Promise<void> {
  await until(db, "SELECT 1 FROM billing.closings WHERE id = ? AND state = ?", [closingId, state]);
}

/** The facts have left: what comes next is measured without them. */
async function drained(db: Connection): Promise<void> {
  const unsent = "SELECT 1 FROM billing.outbox WHERE stream_sequence = 0 LIMIT 1";
  await until(db, `SELECT 1 FROM DUAL WHERE NOT EXISTS (${unsent})`, []);
}

async function until(db: Connection, select: string, values: readonly string[]): Promise<void> {
  const giveUpAt = performance.now() + 1_800_000;
  while (performance.now() < giveUpAt) {
    const [rows] = await db.query<RowDataPacket[]>(select, [...values]);
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`never came true: ${select}`);
}
