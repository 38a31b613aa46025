import { randomBytes } from "node:crypto";
import { isValidTraceId } from "@opentelemetry/api";
import type { Response } from "express";

/** Takes the trace's id for an answer and its log lines, where tracing is on. */
export function nameTrace(response: Response, traceId: string): void {
  if (isValidTraceId(traceId)) response.locals["traceId"] = traceId;
}

/** What an answer and its log line have in common; made here where nobody traces. */
export function traceIdOf(response: Response): string {
  const known: unknown = response.locals["traceId"];
  if (typeof known === "string") return known;
  const made = randomBytes(16).toString("hex");
  response.locals["traceId"] = made;
  return made;
}
