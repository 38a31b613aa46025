import type { Caller } from "@isp/rpc";
import * as z from "zod";
import { refuse } from "./errors.ts";

/** One REST function: its shape for callers, its permission, and what it does. */
export type Endpoint = {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** Below /api/v1, in OpenAPI's form: `/customers/{id}`. */
  readonly path: string;
  readonly summary: string;
  /** Needed of the operator; null for everybody who is signed in. */
  readonly permission: string | null;
  readonly status: number;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Fields of the body that must never be written down. */
  readonly secrets?: readonly string[];
  /** A reading that is written into the trail as a change is: it shows what few may see. */
  readonly isAudited?: (query: Readonly<Record<string, unknown>>, caller: Caller) => boolean;
  /** An edit says in If-Match which version it changes. */
  readonly needsIfMatch?: boolean;
  /** It may say so, and is then held to it. */
  readonly heedsIfMatch?: boolean;
  /** Where an answer may take longer than any other. */
  readonly answerWithinMs?: number;
  readonly handle: (request: Received) => Promise<Answer>;
};

/** A request as a handler gets it: checked, and with its caller. */
export type Received = {
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly requestId: string;
  /** The version named by If-Match; 0 where none is needed. */
  readonly expectedVersion: bigint;
};

/** A document to keep, such as a CSV list or a PDF; a long one is sent piece by piece. */
export type File = {
  readonly contentType: string;
  readonly name: string;
  readonly content: Uint8Array | AsyncIterable<string>;
};

export type Answer = {
  readonly body?: unknown;
  readonly file?: File;
  readonly etag?: string;
  readonly status?: number;
};

type Checked<Query, Body> = Omit<Received, "query" | "body"> & {
  readonly query: Query;
  readonly body: Body;
};

type Definition<Query extends z.ZodObject, Body extends z.ZodType> = Omit<
  Endpoint,
  "handle" | "query" | "body"
> & {
  readonly query?: Query;
  readonly body?: Body;
  readonly handle: (request: Checked<z.output<Query>, z.output<Body>>) => Promise<Answer>;
};

/** What is asked of an endpoint that takes no query is not looked at. */
const noQuery = z.object({});

/** Declares an endpoint; the handler sees the types that its schemas promise. */
export function endpoint<
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodUndefined,
>(definition: Definition<Query, Body>): Endpoint {
  const { handle } = definition;
  return {
    ...definition,
    handle: (received) =>
      handle({
        ...received,
        query: parse(definition.query ?? noQuery, received.query) as z.output<Query>,
        body: (definition.body === undefined
          ? undefined
          : parse(definition.body, received.body)) as z.output<Body>,
      }),
  };
}

/** Checks a value against its schema; everything that is wrong is named at once, by pointer. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.flatMap((issue) => {
    const at = issue.path.map((part) => `/${String(part)}`).join("");
    if (issue.code !== "unrecognized_keys") return [{ pointer: at, detail: issue.message }];
    return issue.keys.map((key) => ({ pointer: `${at}/${key}`, detail: "is not known here" }));
  });
  const summary = fields.map(({ pointer, detail }) => `${pointer || "/"}: ${detail}`).join("; ");
  throw refuse.invalid(summary, { fields });
}
