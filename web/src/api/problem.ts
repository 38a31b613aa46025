/** One mistake of a form, as the server points at it. */
export type FieldProblem = { readonly pointer: string; readonly detail: string };

/** The body of an `application/problem+json` answer. */
export type ProblemBody = {
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly code?: string;
  readonly traceId?: string;
  readonly errors?: readonly FieldProblem[];
  /** Public facts about the refusal, such as the operation that stands in the way. */
  readonly details?: Readonly<Record<string, string>>;
  /** What the operation would do now, where a preview was refused. */
  readonly preview?: unknown;
};

/** Where a field stands in a form, as antd's Form names it. */
export type FieldPath = (string | number)[];

/** An answer that refused; status 0 means that no answer came. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly traceId: string;
  readonly errors: readonly FieldProblem[];
  readonly details: Readonly<Record<string, string>>;
  readonly preview: unknown;

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = "ApiProblem";
    this.status = status;
    this.code = body.code ?? "";
    this.title = body.title ?? "";
    this.detail = body.detail ?? "";
    this.traceId = body.traceId ?? "";
    this.errors = body.errors ?? [];
    this.details = body.details ?? {};
    this.preview = body.preview;
  }
}

/** Turns a JSON pointer into a form path: `/access/username` becomes `["access", "username"]`. */
export function fieldPath(pointer: string): FieldPath {
  return pointer
    .replace(/^#/, "")
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

export type SortedProblems = {
  readonly fields: { name: FieldPath; errors: string[] }[];
  /** Mistakes at fields that the form does not show; they must be said elsewhere. */
  readonly others: readonly FieldProblem[];
};

/**
 * Puts each mistake under the field it belongs to: the field it names, the one around it, or the only
 * one of that last name, since a service behind the API may know a field without its surroundings.
 */
export function sortProblems(
  errors: readonly FieldProblem[],
  shown: readonly FieldPath[],
): SortedProblems {
  const fields = new Map<string, { name: FieldPath; errors: string[] }>();
  const others: FieldProblem[] = [];
  for (const error of errors) {
    const name = nearestField(fieldPath(error.pointer), shown);
    if (name === undefined) {
      others.push(error);
      continue;
    }
    const known = fields.get(keyOf(name)) ?? { name, errors: [] };
    known.errors.push(error.detail);
    fields.set(keyOf(name), known);
  }
  return { fields: [...fields.values()], others };
}

function nearestField(path: FieldPath, shown: readonly FieldPath[]): FieldPath | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const key = keyOf(path.slice(0, length));
    const field = shown.find((one) => keyOf(one) === key);
    if (field !== undefined) return field;
  }
  const sameName = shown.filter((one) => one.at(-1) === path.at(-1));
  return sameName.length === 1 ? sameName[0] : undefined;
}

function keyOf(path: FieldPath): string {
  return JSON.stringify(path);
}
