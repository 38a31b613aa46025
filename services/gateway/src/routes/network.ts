import { radius } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { defined } from "../http/defined.ts";
import type { Endpoint } from "../http/endpoint.ts";
import { id, name, optionalId, pageQuery, word } from "../http/schemas.ts";
import { crud } from "./crud.ts";

const permissions = { read: "network.read", write: "network.write" } as const;
const pointKind = z.enum(["tower", "condominium", "server", "radio", "pole", "other"]);
const nasFields = {
  routingPointId: optionalId,
  name: name(120),
  address: z.union([z.ipv4(), z.ipv6()], "is not an IPv4 or IPv6 address"),
  secret: z.string().min(8, "must have at least 8 characters").max(128),
  coaPort: z.int().min(1).max(65_535),
  vendor: word(32),
  requireMessageAuthenticator: z.boolean(),
  proxy: z.boolean(),
};

/** Where customers connect, and the devices that ask. */
export function networkRoutes(clients: Clients): Endpoint[] {
  return [...routingPointRoutes(clients), ...nasRoutes(clients)];
}

function routingPointRoutes({ network }: Clients): Endpoint[] {
  return crud({
    ...permissions,
    path: "/routing-points",
    one: "a routing point",
    many: "routing points, of one business unit if it is given",
    query: pageQuery.extend({ businessUnitId: word(36).default("") }),
    created: z.strictObject({
      businessUnitId: id,
      name: name(120),
      kind: pointKind.default("other"),
    }),
    edited: z.strictObject({ name: name(120), kind: pointKind }).partial(),
    async list({ businessUnitId, limit, cursor }, caller) {
      const request = { businessUnitId, pageSize: limit, pageToken: cursor };
      const found = await network.listRoutingPoints(request, { caller });
      return { items: found.routingPoints, nextPageToken: found.nextPageToken };
    },
    get: async (pointId, caller) =>
      (await network.getRoutingPoint({ id: pointId }, { caller })).routingPoint,
    async create(body, { requestId, caller }) {
      const routingPoint = radius.RoutingPoint.fromPartial(body);
      return (await network.createRoutingPoint({ requestId, routingPoint }, { caller }))
        .routingPoint;
    },
    async update({ body, fields: _fields, ...key }, { requestId, caller }) {
      const { routingPoint: present } = await network.getRoutingPoint(key, { caller });
      const merged = {
        ...radius.RoutingPoint.fromPartial({ ...present, ...defined(body) }),
        ...key,
      };
      const request = { requestId, routingPoint: merged };
      return (await network.updateRoutingPoint(request, { caller })).routingPoint;
    },
    async remove(key, { requestId, caller }) {
      await network.deleteRoutingPoint({ ...key, requestId }, { caller });
      return undefined;
    },
  });
}

function nasRoutes({ network }: Clients): Endpoint[] {
  return crud({
    ...permissions,
    path: "/nas",
    one: "a NAS; its secret is write-only",
    many: "NAS",
    query: pageQuery,
    created: z.strictObject({
      ...nasFields,
      coaPort: nasFields.coaPort.default(3_799),
      vendor: nasFields.vendor.default("generic"),
      requireMessageAuthenticator: nasFields.requireMessageAuthenticator.default(true),
      proxy: nasFields.proxy.default(false),
    }),
    // Null moves it to every routing point; an absent one leaves it where it is.
    edited: z.strictObject({ ...nasFields, routingPointId: id.nullable() }).partial(),
    secrets: ["secret"],
    async list({ limit, cursor }, caller) {
      const found = await network.listNas({ pageSize: limit, pageToken: cursor }, { caller });
      return { items: found.nas, nextPageToken: found.nextPageToken };
    },
    get: async (nasId, caller) => (await network.getNas({ id: nasId }, { caller })).nas,
    async create({ secret, ...device }, { requestId, caller }) {
      const nas = radius.Nas.fromPartial(device);
      return (await network.createNas({ requestId, nas, secret }, { caller })).nas;
    },
    async update({ body, fields: _fields, ...key }, { requestId, caller }) {
      const { nas: present } = await network.getNas(key, { caller });
      const { secret = "", routingPointId, ...device } = body;
      const merged = { ...radius.Nas.fromPartial({ ...present, ...defined(device) }), ...key };
      if (routingPointId !== undefined) merged.routingPointId = routingPointId ?? "";
      return (await network.updateNas({ requestId, nas: merged, secret }, { caller })).nas;
    },
    async remove(key, { requestId, caller }) {
      await network.deleteNas({ ...key, requestId }, { caller });
      return undefined;
    },
  });
}
