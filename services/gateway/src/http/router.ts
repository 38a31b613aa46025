import { withDeadline } from "@isp/rpc";
import { SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { type Request, type Response, Router } from "express";
import { subjectsOf } from "../access/audit-subjects.ts";
import { type Audit, withoutSecrets } from "../access/audit.ts";
import { callerOf, type Operator, type Operators } from "../access/operators.ts";
import { authenticate } from "./authenticate.ts";
import type { Endpoint, Received } from "./endpoint.ts";
import { nameTrace, traceIdOf } from "./trace-id.ts";
import { refuse } from "./errors.ts";
import { statusOf, toProblem } from "./problem.ts";
import { sendFile } from "./send-file.ts";
import { requestIdOf } from "./request-id.ts";

type Parts = {
  readonly operators: Operators;
  readonly audit: Audit;
  readonly isSecure: boolean;
};

/** Longer than any caller should wait; every call behind it ends earlier. */
const answerWithinMs = 10_000;

const tracer = trace.getTracer("@isp/gateway");

/** Serves every endpoint in the same order: who, whether he may, what he asks, the trail, the act. */
export function endpointRouter(endpoints: readonly Endpoint[], parts: Parts): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/\{(\w+)\}/g, ":$1");
    router[endpoint.method](path, (request, response) =>
      traced(endpoint, request, response, parts),
    );
  }
  return router;
}

function traced(
  endpoint: Endpoint,
  request: Request,
  response: Response,
  parts: Parts,
): Promise<void> {
  const name = `${endpoint.method.toUpperCase()} /api/v1${endpoint.path}`;
  const options = { kind: SpanKind.SERVER, attributes: { "http.route": endpoint.path } };
  return tracer.startActiveSpan(name, options, async (span) => {
    nameTrace(response, span.spanContext().traceId);
    try {
      await serve(endpoint, request, response, parts);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      if (!response.headersSent) send(response, error, request.originalUrl);
      response.locals["error"] = error;
    } finally {
      span.end();
    }
  });
}

export function send(response: Response, error: unknown, instance: string): void {
  const problem = toProblem(error, instance, traceIdOf(response));
  if (problem.status === 429) response.set("retry-after", "60");
  response.status(problem.status).type("application/problem+json").send(JSON.stringify(problem));
}

async function serve(
  endpoint: Endpoint,
  request: Request,
  response: Response,
  { operators, audit, isSecure }: Parts,
): Promise<void> {
  const { operator } = await authenticate(request, operators, isSecure);
  requirePermission(operator, endpoint.permission);
  const received = receive(endpoint, request, operator);
  const trail = trailOf(endpoint, request, operator, received);
  const { query, caller } = received;
  const isChange = endpoint.method !== "get";
  const isAudited = isChange || endpoint.isAudited?.(query, caller) === true;
  const opened = isAudited ? await audit.append({ ...trail, status: 0 }) : 0n;
  const close = async (status: number, body?: unknown) => {
    if (!isAudited) return;
    // What a court was told of a customer is kept from his history; what was asked for by its id is not.
    const subjectIds = subjectsOf(received.params, ...(isChange ? [received.body, body] : []));
    await audit.append({ ...trail, body: "", status }, { opened, subjectIds });
  };
  try {
    const within = endpoint.answerWithinMs ?? answerWithinMs;
    const answer = () => endpoint.handle(received);
    const answered = await withDeadline(Date.now() + within, answer);
    const { body, file, etag, status = endpoint.status } = answered;
    await close(status, body);
    if (etag !== undefined) response.set("etag", `"${etag}"`);
    response.status(status);
    if (file !== undefined) await sendFile(response, file);
    else if (body === undefined) response.end();
    else response.json(body);
  } catch (error) {
    await close(statusOf(error));
    throw error;
  }
}

function requirePermission({ permissions }: Operator, needed: string | null): void {
  if (needed === null || permissions.includes("*") || permissions.includes(needed)) return;
  throw refuse.permission_missing(`This needs the permission ${needed}.`, {
    details: { permission: needed },
  });
}

function receive(endpoint: Endpoint, request: Request, operator: Operator): Received {
  const path = request.originalUrl.split("?")[0] ?? "";
  const key = request.get("idempotency-key");
  return {
    caller: callerOf(operator),
    params: request.params as Record<string, string>,
    query: request.query,
    body: request.body as unknown,
    requestId: requestIdOf(operator.id, endpoint.method, path, key),
    expectedVersion: isHeld(endpoint, request) ? ifMatch(request) : 0n,
  };
}

function isHeld({ needsIfMatch, heedsIfMatch }: Endpoint, request: Request): boolean {
  if (needsIfMatch === true) return true;
  return heedsIfMatch === true && request.get("if-match") !== undefined;
}

function ifMatch(request: Request): bigint {
  const header = request.get("if-match");
  const version = /^(?:W\/)?"([1-9]\d{0,17})"$/.exec(header ?? "")?.[1];
  if (header === undefined) {
    throw refuse.if_match_missing("Send If-Match with the ETag that you read.", {
      fields: [{ pointer: "", detail: "needs the header If-Match" }],
    });
  }
  // An ETag that is not one of ours names no version there ever was.
  return version === undefined ? -1n : BigInt(version);
}

function trailOf(endpoint: Endpoint, request: Request, operator: Operator, received: Received) {
  return {
    operatorId: operator.id,
    operatorName: operator.name,
    remoteAddress: request.socket.remoteAddress ?? "",
    method: request.method,
    path: request.originalUrl.slice(0, 512),
    requestId: received.requestId,
    body: withoutSecrets(
      endpoint.isAudited ? received.query : received.body,
      endpoint.secrets ?? [],
    ),
  };
}
