import { radius } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { id, name, optionalId, page, pageQuery, word } from "../http/schemas.ts";

const newRoutingPoint = z.strictObject({
  businessUnitId: id,
  name: name(120),
  kind: z.enum(["tower", "condominium", "server", "radio", "pole", "other"]).default("other"),
});
const newNas = z.strictObject({
  routingPointId: optionalId,
  name: name(120),
  address: z.union([z.ipv4("must be an IP address"), z.ipv6("must be an IP address")]),
  secret: z.string().min(8, "must have at least 8 characters").max(128),
  coaPort: z.int().min(1).max(65_535).default(3_799),
  vendor: word(32).default("generic"),
  requireMessageAuthenticator: z.boolean().default(true),
  proxy: z.boolean().default(false),
});

export function networkRoutes({ network }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/routing-points",
      summary: "Register a routing point",
      permission: "network.write",
      status: 201,
      body: newRoutingPoint,
      async handle({ body, requestId, caller }) {
        const routingPoint = radius.RoutingPoint.fromPartial(body);
        const created = await network.createRoutingPoint({ requestId, routingPoint }, { caller });
        return { body: toJson(created.routingPoint) };
      },
    }),
    endpoint({
      method: "get",
      path: "/routing-points",
      summary: "List routing points, of one business unit if it is given",
      permission: "network.read",
      status: 200,
      query: pageQuery.extend({ businessUnitId: word(36).default("") }),
      async handle({ query, caller }) {
        const { businessUnitId, limit, cursor } = query;
        const request = { businessUnitId, pageSize: limit, pageToken: cursor };
        const found = await network.listRoutingPoints(request, { caller });
        return { body: page(found.routingPoints.map(toJson), found.nextPageToken) };
      },
    }),
    endpoint({
      method: "get",
      path: "/routing-points/{id}",
      summary: "Read a routing point",
      permission: "network.read",
      status: 200,
      async handle({ params, caller }) {
        const found = await network.getRoutingPoint({ id: params["id"] ?? "" }, { caller });
        return { body: toJson(found.routingPoint), etag: String(found.routingPoint?.version ?? 0) };
      },
    }),
    endpoint({
      method: "delete",
      path: "/routing-points/{id}",
      summary: "Remove a routing point that nothing uses",
      permission: "network.write",
      status: 204,
      async handle({ params, requestId, caller }) {
        await network.deleteRoutingPoint({ requestId, id: params["id"] ?? "" }, { caller });
        return {};
      },
    }),
    endpoint({
      method: "post",
      path: "/nas",
      summary: "Register a NAS; its secret is write-only",
      permission: "network.write",
      status: 201,
      body: newNas,
      secrets: ["secret"],
      async handle({ body, requestId, caller }) {
        const { secret, ...device } = body;
        const nas = radius.Nas.fromPartial(device);
        const created = await network.createNas({ requestId, nas, secret }, { caller });
        return { body: toJson(created.nas) };
      },
    }),
    endpoint({
      method: "get",
      path: "/nas",
      summary: "List NAS",
      permission: "network.read",
      status: 200,
      query: pageQuery,
      async handle({ query, caller }) {
        const request = { pageSize: query.limit, pageToken: query.cursor };
        const found = await network.listNas(request, { caller });
        return { body: page(found.nas.map(toJson), found.nextPageToken) };
      },
    }),
    endpoint({
      method: "get",
      path: "/nas/{id}",
      summary: "Read a NAS",
      permission: "network.read",
      status: 200,
      async handle({ params, caller }) {
        const found = await network.getNas({ id: params["id"] ?? "" }, { caller });
        return { body: toJson(found.nas), etag: String(found.nas?.version ?? 0) };
      },
    }),
    endpoint({
      method: "delete",
      path: "/nas/{id}",
      summary: "Remove a NAS without open sessions",
      permission: "network.write",
      status: 204,
      async handle({ params, requestId, caller }) {
        await network.deleteNas({ requestId, id: params["id"] ?? "" }, { caller });
        return {};
      },
    }),
  ];
}
