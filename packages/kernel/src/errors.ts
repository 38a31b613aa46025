/** Why a request cannot be served. Everything else that is thrown is a bug. */
export type ErrorKind =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "precondition"
  | "stale"
  | "exhausted"
  | "unavailable";

/** One field that is wrong, named by an RFC 6901 pointer into the request. */
export type FieldProblem = { readonly pointer: string; readonly detail: string };

/** Public facts about a refusal. Never secrets: details travel to the caller. */
export type ErrorDetails = Readonly<Record<string, string>>;

/** A refusal that callers are meant to understand; it crosses every boundary with its code. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: string;
  readonly kind: ErrorKind;
  readonly details: ErrorDetails;
  readonly fields: readonly FieldProblem[];

  constructor(
    refusal: {
      readonly code: string;
      readonly kind: ErrorKind;
      readonly details?: ErrorDetails;
      readonly fields?: readonly FieldProblem[];
    },
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = refusal.code;
    this.kind = refusal.kind;
    this.details = refusal.details ?? {};
    this.fields = refusal.fields ?? [];
  }
}

type Declared = { readonly kind: ErrorKind; readonly title: string };

type Refuse = (
  message: string,
  about?: {
    readonly details?: ErrorDetails;
    readonly fields?: readonly FieldProblem[];
    readonly cause?: unknown;
  },
) => DomainError;

/** Every refusal declared by this process, by code. The pages of docs/errors.md are made from it. */
export const declaredErrors = new Map<string, Declared>();

/**
 * Declares all the ways a service can refuse. A code that is not declared cannot be thrown, and it
 * never changes its meaning once released.
 */
export function defineErrors<const Table extends Readonly<Record<string, Declared>>>(
  service: string,
  table: Table,
): { readonly [Code in keyof Table]: Refuse } {
  const entries = Object.entries(table).map(([name, { kind, title }]) => {
    const code = `${service}.${name}`;
    declaredErrors.set(code, { kind, title });
    const refuse: Refuse = (message, { details, fields, cause } = {}) =>
      new DomainError(
        { code, kind, ...(details && { details }), ...(fields && { fields }) },
        message,
        {
          ...(cause !== undefined && { cause }),
        },
      );
    return [name, refuse];
  });
  return Object.fromEntries(entries) as { readonly [Code in keyof Table]: Refuse };
}
