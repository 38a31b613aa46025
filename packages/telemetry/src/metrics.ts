import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

export { Counter, Gauge, Histogram, Registry } from "prom-client";

/** The metrics that every service has. */
export type ServiceMetrics = {
  readonly registry: Registry;
  readonly rpcDuration: Histogram<"method" | "outcome">;
  readonly outboxPublished: Counter;
  readonly outboxOldestAge: Gauge;
  readonly consumerFailures: Counter<"consumer">;
  readonly consumerAge: Histogram<"consumer">;
};

export function serviceMetrics(): ServiceMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    rpcDuration: new Histogram({
      name: "isp_rpc_duration_seconds",
      help: "How long calls of this service took, by method and outcome (ok, a refusal's kind, or bug).",
      labelNames: ["method", "outcome"],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    outboxPublished: new Counter({
      name: "isp_outbox_published_total",
      help: "Facts that left the outbox.",
      registers,
    }),
    outboxOldestAge: new Gauge({
      name: "isp_outbox_oldest_age_seconds",
      help: "Age of the oldest fact that has not left the outbox; alarm above 60.",
      registers,
    }),
    consumerFailures: new Counter({
      name: "isp_consumer_failures_total",
      help: "Deliveries that failed, by durable consumer.",
      labelNames: ["consumer"],
      registers,
    }),
    consumerAge: new Histogram({
      name: "isp_consumer_age_seconds",
      help: "From a fact's publication to its handled effect, by durable consumer.",
      labelNames: ["consumer"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300],
      registers,
    }),
  };
}
