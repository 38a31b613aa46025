import { context, trace } from "@opentelemetry/api";
import { type Logger, pino, stdSerializers } from "pino";

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
    serializers: { err: withoutData },
    redact: { paths: secretPaths, censor: "[redacted]" },
    mixin() {
      const span = trace.getSpanContext(context.active());
      return span === undefined ? {} : { traceId: span.traceId };
    },
  });
}

/** A failed statement carries its parameters, which are other people's data; a log line does not. */
function withoutData(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { type, message, stack } = stdSerializers.err(error);
  return { type, message, stack, ...("code" in error && { code: error.code }) };
}
