import { Counter, Gauge, type Registry } from "@isp/telemetry";
import type { Spool } from "./spool.ts";

export type SpoolMetrics = {
  readonly written: Counter;
  readonly drained: Counter;
  /** Cut off in the middle of a write, and so never acknowledged. */
  readonly dropped: Counter;
  readonly parked: Counter<"reason">;
  readonly records: Gauge;
  readonly bytes: Gauge;
  readonly disk: Gauge;
  /** From now on the gauges show this spool. */
  readonly watch: (spool: Watched) => void;
};

type Watched = Pick<Spool, "size" | "diskShare">;

export function spoolMetrics(registry: Registry): SpoolMetrics {
  const registers = [registry];
  return {
    written: new Counter({
      name: "isp_radius_spool_written_total",
      help: "Accounting packets acknowledged from the spool.",
      registers,
    }),
    drained: new Counter({
      name: "isp_radius_spool_drained_total",
      help: "Accounting packets brought from the spool into the database.",
      registers,
    }),
    dropped: new Counter({
      name: "isp_radius_spool_dropped_total",
      help: "Ends of spool files that were never written whole, and so never acknowledged.",
      registers,
    }),
    parked: new Counter({
      name: "isp_radius_spool_parked_total",
      help: "Spool records put aside, by reason: corrupt, unreadable, unwritable.",
      labelNames: ["reason"],
      registers,
    }),
    ...gauges(registers),
  };
}

function gauges(registers: Registry[]): Pick<SpoolMetrics, "records" | "bytes" | "disk" | "watch"> {
  let watched: Watched | undefined;
  return {
    records: new Gauge({
      name: "isp_radius_spool_records",
      help: "Accounting packets that wait in the spool for the database.",
      registers,
      collect() {
        this.set(watched?.size().records ?? 0);
      },
    }),
    bytes: new Gauge({
      name: "isp_radius_spool_bytes",
      help: "Size of the spool.",
      registers,
      collect() {
        this.set(watched?.size().bytes ?? 0);
      },
    }),
    disk: new Gauge({
      name: "isp_radius_spool_disk_ratio",
      help: "Used share of the disk that holds the spool; alarm above 0.8.",
      registers,
      async collect() {
        this.set((await watched?.diskShare()) ?? 0);
      },
    }),
    watch(spool) {
      watched = spool;
    },
  };
}
