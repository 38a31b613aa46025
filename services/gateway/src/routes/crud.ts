import type { Caller } from "@isp/rpc";
import * as z from "zod";
import { type Answer, type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { page } from "../http/schemas.ts";

type Kept = { readonly version: bigint };
type Asked = { readonly requestId: string; readonly caller: Caller };

/** A resource of the catalogue, and how its owner is asked about it. */
export type Resource<
  Thing extends Kept,
  Query extends z.ZodObject,
  New extends z.ZodType,
  Edit extends z.ZodType,
> = {
  readonly path: string;
  /** What one of them is called, with its article: "a due day". */
  readonly one: string;
  readonly many: string;
  readonly read: string;
  readonly write: string;
  readonly query: Query;
  readonly created: New;
  readonly edited: Edit;
  readonly secrets?: readonly string[];
  readonly view?: (thing: Thing) => unknown;
  readonly list: (
    query: z.output<Query>,
    caller: Caller,
  ) => Promise<{ readonly items: readonly Thing[]; readonly nextPageToken?: string }>;
  readonly get: (id: string, caller: Caller) => Promise<Thing | undefined>;
  readonly create: (body: z.output<New>, asked: Asked) => Promise<Thing | undefined>;
  /** `fields` are those that the body names. */
  readonly update: (
    edit: {
      readonly id: string;
      readonly version: bigint;
      readonly body: z.output<Edit>;
      readonly fields: string[];
    },
    asked: Asked,
  ) => Promise<Thing | undefined>;
  /** What is left of it, if anything. */
  readonly remove: (
    named: { readonly id: string; readonly expectedVersion: bigint },
    asked: Asked,
  ) => Promise<Thing | undefined>;
};

const idOf = (params: Readonly<Record<string, string>>) => params["id"] ?? "";

/** List, create, read, edit and remove: the five functions that every catalogue resource has. */
export function crud<
  Thing extends Kept,
  Query extends z.ZodObject,
  New extends z.ZodType,
  Edit extends z.ZodType,
>(resource: Resource<Thing, Query, New, Edit>): Endpoint[] {
  const { path, one, many, read, write, view = toJson, secrets = [] } = resource;
  const tagged = (thing: Thing | undefined): Answer =>
    thing === undefined ? {} : { body: view(thing), etag: thing.version.toString() };
  return [
    endpoint({
      method: "get",
      path,
      summary: `List ${many}`,
      permission: read,
      status: 200,
      query: resource.query,
      async handle({ query, caller }) {
        const { items, nextPageToken = "" } = await resource.list(query, caller);
        return { body: page(items.map(view), nextPageToken) };
      },
    }),
    endpoint({
      method: "post",
      path,
      summary: `Register ${one}`,
      permission: write,
      status: 201,
      body: resource.created,
      secrets,
      handle: async ({ body, requestId, caller }) =>
        tagged(await resource.create(body, { requestId, caller })),
    }),
    endpoint({
      method: "get",
      path: `${path}/{id}`,
      summary: `Read ${one}`,
      permission: read,
      status: 200,
      handle: async ({ params, caller }) => tagged(await resource.get(idOf(params), caller)),
    }),
    endpoint({
      method: "patch",
      path: `${path}/{id}`,
      summary: `Change the given fields of ${one}`,
      permission: write,
      status: 200,
      body: resource.edited,
      needsIfMatch: true,
      secrets,
      async handle({ params, body, expectedVersion: version, requestId, caller }) {
        const edit = { id: idOf(params), version, body, fields: Object.keys(body as object) };
        return tagged(await resource.update(edit, { requestId, caller }));
      },
    }),
    endpoint({
      method: "delete",
      path: `${path}/{id}`,
      summary: `Remove ${one} that nothing uses`,
      permission: write,
      status: 204,
      heedsIfMatch: true,
      async handle({ params, expectedVersion, requestId, caller }) {
        const named = { id: idOf(params), expectedVersion };
        const left = await resource.remove(named, { requestId, caller });
        return left === undefined ? {} : { ...tagged(left), status: 200 };
      },
    }),
  ];
}
