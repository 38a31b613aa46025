import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { name, page, pageQuery, word } from "../http/schemas.ts";

const kind = z.enum(["web", "mail", "dns", "ftp", "database"]);
const newServer = z.strictObject({ name: name(120), kind, host: word(253) });
const edit = z.strictObject({ name: name(120).optional(), host: word(253).optional() });

/** The provider's servers, as the forms offer them (C17). */
export function serverRoutes({ servers }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/servers",
      summary: "Register a server",
      permission: "catalogue.write",
      status: 201,
      body: newServer,
      async handle({ body, requestId, caller }) {
        const { server } = await servers.createServer({ ...body, requestId }, { caller });
        return { body: toJson(server), etag: String(server?.version ?? 0) };
      },
    }),
    endpoint({
      method: "get",
      path: "/servers",
      summary: "List servers, of one kind if it is given",
      permission: "catalogue.read",
      status: 200,
      query: pageQuery.extend({ kind: kind.or(z.literal("")).default("") }),
      async handle({ query, caller }) {
        const request = { kind: query.kind, pageSize: query.limit, pageToken: query.cursor };
        const found = await servers.listServers(request, { caller });
        return { body: page(found.servers.map(toJson), found.nextPageToken) };
      },
    }),
    endpoint({
      method: "get",
      path: "/servers/{id}",
      summary: "Read a server",
      permission: "catalogue.read",
      status: 200,
      async handle({ params, caller }) {
        const { server } = await servers.getServer({ id: params["id"] ?? "" }, { caller });
        return { body: toJson(server), etag: String(server?.version ?? 0) };
      },
    }),
    endpoint({
      method: "patch",
      path: "/servers/{id}",
      summary: "Change a server; its kind stays",
      permission: "catalogue.write",
      status: 200,
      needsIfMatch: true,
      body: edit,
      async handle({ params, body, requestId, caller, expectedVersion }) {
        const request = {
          requestId,
          id: params["id"] ?? "",
          expectedVersion,
          name: body.name,
          host: body.host,
        };
        const { server } = await servers.updateServer(request, { caller });
        return { body: toJson(server), etag: String(server?.version ?? 0) };
      },
    }),
    endpoint({
      method: "delete",
      path: "/servers/{id}",
      summary: "Remove a server that nothing uses",
      permission: "catalogue.write",
      status: 204,
      async handle({ params, requestId, caller }) {
        await servers.deleteServer({ requestId, id: params["id"] ?? "" }, { caller });
        return {};
      },
    }),
  ];
}
