export { createLogger, type Logger } from "./logger.ts";
export {
  Counter,
  Gauge,
  Histogram,
  Registry,
  type ServiceMetrics,
  serviceMetrics,
} from "./metrics.ts";
export { type Probe, type Readiness, startProbe } from "./probe.ts";
export { startTracing } from "./tracing.ts";
