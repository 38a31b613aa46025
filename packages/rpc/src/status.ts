import { Metadata, type ServiceError, status, StatusBuilder } from "@grpc/grpc-js";
import { DomainError, type ErrorKind, type FieldProblem } from "@isp/kernel";

const codes = {
  invalid: status.INVALID_ARGUMENT,
  unauthenticated: status.UNAUTHENTICATED,
  forbidden: status.PERMISSION_DENIED,
  not_found: status.NOT_FOUND,
  conflict: status.ALREADY_EXISTS,
  precondition: status.FAILED_PRECONDITION,
  stale: status.ABORTED,
  exhausted: status.RESOURCE_EXHAUSTED,
  unavailable: status.UNAVAILABLE,
} satisfies Record<ErrorKind, status>;

/** Carries code, details and fields as JSON; smaller and easier to read in a trace than google.rpc.Status. */
const detailKey = "isp-error-bin";

type Wire = {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly details: Readonly<Record<string, string>>;
  readonly fields: readonly FieldProblem[];
};

/** A refusal travels whole; of a bug only the fact that there was one. */
export function toStatus(error: unknown) {
  if (!(error instanceof DomainError)) {
    return new StatusBuilder().withCode(status.INTERNAL).withDetails("internal error").build();
  }
  const { code, kind, details, fields, message } = error;
  const metadata = new Metadata();
  metadata.set(detailKey, Buffer.from(JSON.stringify({ code, kind, details, fields })));
  return { code: codes[kind], details: message, metadata };
}

/** Rebuilds the refusal that the other side threw; a failed transport becomes `<service>.unavailable`. */
export function fromStatus(service: string, error: ServiceError): unknown {
  const [wire] = error.metadata?.get(detailKey) ?? [];
  if (wire instanceof Buffer) {
    const parsed = JSON.parse(wire.toString("utf8")) as Wire;
    return new DomainError(parsed, error.details, { cause: error });
  }
  const transport = [status.UNAVAILABLE, status.DEADLINE_EXCEEDED, status.CANCELLED];
  if (!transport.includes(error.code)) return error;
  return new DomainError(
    { code: `${service}.unavailable`, kind: "unavailable" },
    `The ${service} service does not answer at the moment; try again.`,
    { cause: error },
  );
}
