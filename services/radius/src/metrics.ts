import { Counter, Gauge, Histogram, type Registry } from "@isp/telemetry";
import { type SpoolMetrics, spoolMetrics } from "./spool/metrics.ts";
import { dropMetrics, type Drops } from "./udp/drops.ts";

/** Why a datagram got no answer. */
export type SilenceReason =
  | "unknown-nas"
  | "malformed"
  | "wrong-code"
  | "message-authenticator-missing"
  | "message-authenticator-wrong"
  | "proxy-state-unprotected"
  | "request-authenticator-wrong"
  | "in-progress"
  | "overload"
  | "not-written";

export type RadiusMetrics = {
  readonly silences: Counter<"server" | "reason">;
  readonly decisions: Counter<"outcome">;
  readonly duplicates: Counter<"server">;
  readonly accounting: Counter<"kind">;
  readonly batches: Histogram;
  readonly mergedReadings: Counter;
  readonly logins: Gauge;
  readonly online: Gauge<"routing_point" | "routing_point_id">;
  readonly modelAge: Gauge;
  readonly disconnects: Counter<"answer" | "kind">;
  readonly spool: SpoolMetrics;
  readonly drops: Drops;
};

export function radiusMetrics(registry: Registry): RadiusMetrics {
  const registers = [registry];
  return {
    silences: new Counter({
      name: "isp_radius_silences_total",
      help: "Datagrams that got no answer, by server (auth, acct) and reason.",
      labelNames: ["server", "reason"],
      registers,
    }),
    decisions: new Counter({
      name: "isp_radius_decisions_total",
      help: "Access-Requests answered, by outcome: accept or the reason of the reject.",
      labelNames: ["outcome"],
      registers,
    }),
    duplicates: new Counter({
      name: "isp_radius_duplicates_total",
      help: "Retransmissions answered from the duplicate cache.",
      labelNames: ["server"],
      registers,
    }),
    accounting: new Counter({
      name: "isp_radius_accounting_total",
      help: "Accounting-Requests taken, by kind: session, restart, ignored, unusable.",
      labelNames: ["kind"],
      registers,
    }),
    batches: new Histogram({
      name: "isp_radius_accounting_batch_seconds",
      help: "How long one group commit of accounting packets took.",
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    mergedReadings: new Counter({
      name: "isp_radius_merged_readings_total",
      help: "Readings that a newer one of the same session replaced before they were told.",
      registers,
    }),
    ...modelMetrics(registers),
    online: new Gauge({
      name: "isp_radius_online_sessions",
      help: "Open sessions by routing point, as the replica that leads has counted them.",
      labelNames: ["routing_point", "routing_point_id"],
      registers,
    }),
    spool: spoolMetrics(registry),
    drops: dropMetrics(registry),
    disconnects: new Counter({
      name: "isp_radius_disconnects_total",
      help: "Disconnect- and CoA-Requests that came to an end, by kind and answer: ack, nak, timeout.",
      labelNames: ["answer", "kind"],
      registers,
    }),
  };
}

function modelMetrics(registers: Registry[]): Pick<RadiusMetrics, "logins" | "modelAge"> {
  return {
    logins: new Gauge({
      name: "isp_radius_model_logins",
      help: "Logins that this replica can authenticate.",
      registers,
    }),
    modelAge: new Gauge({
      name: "isp_radius_model_age_seconds",
      help: "Time since the read model was last compared with the database; alarm above 30.",
      registers,
    }),
  };
}
