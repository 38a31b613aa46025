import { context, trace } from "@opentelemetry/api";
import { type Logger, pino } from "pino";

export type { Logger } from "pino";

/** Names that never reach a log line, however deep they lie. */
const secretNames = ["password", "secret", "token", "authorization", "cookie", "seed", "apiToken"];
const secretPaths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** JSON lines on standard output, with the trace they belong to. */
export function createLogger(service: string, level: string): Logger {
  return pino({
    level,
    base: { service },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: { paths: secretPaths, censor: "[redacted]" },
    mixin() {
      const span = trace.getSpanContext(context.active());
      return span === undefined ? {} : { traceId: span.traceId };
    },
  });
}
