import type { Operation } from "../../api/operations.ts";

/** One request of the trail with its outcome; status 0 while it runs, or when no answer was ever given. */
export type TrailEntry = {
  readonly id: string;
  readonly at: string;
  readonly operatorId: string;
  readonly operatorName: string;
  readonly remoteAddress: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly asked: unknown;
};

export type TrailPage = {
  readonly items: readonly TrailEntry[];
  readonly nextCursor: string | null;
  /** Operations that nobody asked for: billing and the scheduler act by themselves. */
  readonly operations?: readonly Operation[];
};

const isId = (part: string) => /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(part);

/** The name of what a request did: its method and the words of its path, without ids. */
export function actOf(method: string, path: string): string {
  const words = path
    .replace(/^\/api\/v1/, "")
    .split("?")[0]
    ?.split("/")
    .filter((part) => part !== "" && !isId(part));
  return [method.toLowerCase(), ...(words ?? [])].join("_");
}

export type Outcome = "done" | "failed" | "pending";

/** How it ended. */
export function outcomeOf(status: number): Outcome {
  if (status === 0) return "pending";
  return status < 400 ? "done" : "failed";
}

/**
 * The trail holds two rows of a request: one when it comes, with what was asked, and one with its
 * answer. Newest first, each pair becomes one row; a request that got no answer stays as it is.
 */
export function paired(rows: readonly TrailEntry[]): TrailEntry[] {
  const answers = new Map<string, number[]>();
  const kept: TrailEntry[] = [];
  for (const row of rows) {
    const key = [row.operatorId, row.method, row.path].join(" ");
    const waiting = answers.get(key) ?? [];
    answers.set(key, waiting);
    const place = row.status === 0 ? waiting.pop() : undefined;
    const answer = place === undefined ? undefined : kept[place];
    if (place !== undefined && answer !== undefined) kept[place] = { ...answer, asked: row.asked };
    else kept.push(row);
    if (row.status !== 0) waiting.push(kept.length - 1);
  }
  return kept;
}

export type AskedField = { readonly name: string; readonly value: string };

const longest = 60;

/** What was asked, one line a field, inner ones by their path; a long list is cut. */
export function askedFields(asked: unknown): AskedField[] {
  const fields = [...leaves(asked, "")];
  return fields.length <= longest
    ? fields
    : [...fields.slice(0, longest), { name: "…", value: "" }];
}

function* leaves(value: unknown, path: string): Generator<AskedField> {
  if (value === null || value === undefined || value === "") return;
  if (typeof value !== "object") {
    yield { name: path, value: typeof value === "string" ? value : JSON.stringify(value) };
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    yield* leaves(inner, path === "" ? name : `${path}.${name}`);
  }
}

export type Happened =
  | { readonly kind: "request"; readonly at: string; readonly entry: TrailEntry }
  | { readonly kind: "operation"; readonly at: string; readonly operation: Operation };

/** Requests and the operations that nobody asked for, newest first. */
export function inOrder(pages: readonly TrailPage[]): Happened[] {
  const requests = pages
    .flatMap(({ items }) => items)
    .map((entry) => ({ kind: "request" as const, at: entry.at, entry }));
  const operations = (pages[0]?.operations ?? []).map((operation) => ({
    kind: "operation" as const,
    at: operation.requestedAt ?? "",
    operation,
  }));
  return [...requests, ...operations].toSorted((one, other) => other.at.localeCompare(one.at));
}
