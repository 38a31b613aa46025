import { DomainError } from "@isp/kernel";
import { Counter, Histogram, type Logger, type Registry } from "@isp/telemetry";
import type { RequestHandler } from "express";
import { traceIdOf } from "./http/trace-id.ts";

export type RequestMetrics = {
  readonly duration: Histogram<"method" | "status">;
  readonly refusals: Counter<"code">;
};

export function requestMetrics(registry: Registry): RequestMetrics {
  return {
    duration: new Histogram({
      name: "isp_gateway_request_duration_seconds",
      help: "How long requests took, by method and status.",
      labelNames: ["method", "status"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    }),
    refusals: new Counter({
      name: "isp_gateway_refusals_total",
      help: "Requests refused, by problem code.",
      labelNames: ["code"],
      registers: [registry],
    }),
  };
}

/** Counts and logs each request once, when it is answered; ids and outcomes, never what was sent. */
export function observe({ duration, refusals }: RequestMetrics, log: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    response.on("finish", () => {
      const ms = performance.now() - startedAt;
      const { method } = request;
      const status = String(response.statusCode);
      duration.observe({ method, status }, ms / 1_000);
      const error: unknown = response.locals["error"];
      const traced = error !== undefined && { traceId: traceIdOf(response) };
      const about = {
        ...traced,
        method,
        path: request.originalUrl.split("?")[0],
        status,
        ms: Math.round(ms),
      };
      if (error instanceof DomainError) {
        refusals.inc({ code: error.code });
        log.info({ ...about, code: error.code }, "request refused");
      } else if (error !== undefined) log.error({ ...about, err: error }, "request failed");
      else log.debug(about, "request");
    });
    next();
  };
}
