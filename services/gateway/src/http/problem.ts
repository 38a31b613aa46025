import { DomainError, type ErrorKind, type FieldProblem } from "@isp/kernel";
import { type Extension, extensionOf } from "./extension.ts";
import { problemTitles } from "../gen/problem-titles.ts";

const httpStatus = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition: 409,
  stale: 412,
  exhausted: 429,
  unavailable: 503,
} satisfies Record<ErrorKind, number>;

/** Codes whose HTTP status says more than their kind does. */
const ownStatus: Readonly<Record<string, number>> = {
  "gateway.body_too_large": 413,
  "gateway.media_type": 415,
  "gateway.if_match_missing": 428,
};

/** RFC 9457, with our code, the trace, and the fields that are wrong where a request's fields are. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance: string;
  readonly code: string;
  readonly traceId: string;
  readonly details?: Readonly<Record<string, string>>;
  readonly errors?: readonly FieldProblem[];
} & Partial<Extension>;

export function statusOf(error: unknown): number {
  if (!(error instanceof DomainError)) return 500;
  return ownStatus[error.code] ?? httpStatus[error.kind];
}

/** What a caller is told: a refusal whole, of a bug only that there was one. */
export function toProblem(error: unknown, instance: string, traceId: string): Problem {
  if (!(error instanceof DomainError)) {
    const title = "Something went wrong on our side";
    return { type: "about:blank", title, status: 500, instance, code: "gateway.bug", traceId };
  }
  const { code, message, details, fields } = error;
  const status = statusOf(error);
  return {
    type: `/problems/${code}`,
    title: problemTitles[code] ?? message,
    status,
    detail: message,
    instance,
    code,
    traceId,
    ...(Object.keys(details).length > 0 && { details }),
    ...extensionOf(error),
    ...((status === 400 || fields.length > 0) && { errors: fields }),
  };
}
