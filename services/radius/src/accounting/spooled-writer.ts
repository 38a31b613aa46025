import type { Failpoints } from "@isp/kernel";
import type { SpoolMetrics } from "../spool/metrics.ts";
import { spoolRecord } from "../spool/record.ts";
import type { Spool } from "../spool/spool.ts";
import { isUnwritable } from "../spool/unwritable.ts";
import type { AccountingItem, Arrived } from "./arrival.ts";
import { RestartGoesOnError } from "./writer.ts";

/** What is known of the way to the database; whoever finds it broken spares the others the waiting. */
export type Link = { isAway: boolean };

export type SpooledWriter = {
  readonly write: (items: readonly AccountingItem[]) => Promise<void>;
  readonly spool: Pick<Spool, "append" | "isEmpty">;
  readonly link: Link;
  readonly metrics: Pick<SpoolMetrics, "written">;
  readonly onError: (error: unknown) => void;
  readonly failpoint: Failpoints;
};

/** Writes to the database, and, where that fails, to the disk; rejects only when neither took it. */
export function spooledWriter(
  writer: SpooledWriter,
): (arrived: readonly Arrived[]) => Promise<void> {
  const { spool, link, metrics, failpoint } = writer;
  return async (arrived) => {
    const isDirect = !link.isAway && !mustFollow(arrived, spool);
    const left = isDirect ? await unwritten(writer, arrived) : arrived;
    if (left.length === 0) return;
    await spool.append(left.map(({ arrival }) => spoolRecord(arrival)));
    metrics.written.inc(left.length);
    failpoint("radius.accounting_spooled");
  };
}

/** A restart closes what began before it, so it must not overtake a Start that still is in the spool. */
function mustFollow(arrived: readonly Arrived[], spool: SpooledWriter["spool"]): boolean {
  return !spool.isEmpty() && arrived.some(({ item }) => item.kind === "restart");
}

async function unwritten(
  { write, link, onError }: SpooledWriter,
  arrived: readonly Arrived[],
): Promise<readonly Arrived[]> {
  try {
    await write(arrived.map(({ item }) => item));
    return [];
  } catch (error) {
    // Nobody waits for thousands of ends; the drain goes on with them.
    if (error instanceof RestartGoesOnError)
      return arrived.filter(({ item }) => item.kind === "restart");
    onError(error);
    // Data that no table takes is sorted out when the spool is drained; the database is well.
    if (!isUnwritable(error)) link.isAway = true;
    return arrived;
  }
}
