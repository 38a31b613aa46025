import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { name, page, pageQuery } from "../http/schemas.ts";

const note = name(4_000);

/** Notes on a customer; a pinned one is an alert for everybody who opens him. */
export function noteRoutes({ notes }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/customers/{id}/notes",
      summary: "List a customer's notes, newest first",
      permission: "customers.read",
      status: 200,
      query: pageQuery,
      async handle({ params, query, caller }) {
        const { limit, cursor } = query;
        const request = { customerId: params["id"] ?? "", pageSize: limit, pageToken: cursor };
        const found = await notes.listNotes(request, { caller });
        return { body: page(found.notes.map(toJson), found.nextPageToken) };
      },
    }),
    endpoint({
      method: "post",
      path: "/customers/{id}/notes",
      summary: "Write a note on a customer",
      permission: "customers.write",
      status: 201,
      body: z.strictObject({ text: note, pinned: z.boolean().default(false) }),
      async handle({ params, body, requestId, caller }) {
        const request = { ...body, requestId, customerId: params["id"] ?? "" };
        const written = await notes.createNote(request, { caller });
        return { body: toJson(written.note), etag: written.note?.version.toString() ?? "0" };
      },
    }),
    endpoint({
      method: "patch",
      path: "/customer-notes/{id}",
      summary: "Change a note's text, or pin it",
      permission: "customers.write",
      status: 200,
      body: z.strictObject({ text: note.optional(), pinned: z.boolean().optional() }),
      needsIfMatch: true,
      async handle({ params, body, requestId, expectedVersion, caller }) {
        const { text, pinned } = body;
        const request = { requestId, id: params["id"] ?? "", expectedVersion, text, pinned };
        const changed = await notes.updateNote(request, { caller });
        return { body: toJson(changed.note), etag: changed.note?.version.toString() ?? "0" };
      },
    }),
    endpoint({
      method: "delete",
      path: "/customer-notes/{id}",
      summary: "Remove a note",
      permission: "customers.write",
      status: 204,
      async handle({ params, requestId, caller }) {
        await notes.deleteNote({ requestId, id: params["id"] ?? "" }, { caller });
        return {};
      },
    }),
  ];
}
