import { radius } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { defined } from "../http/defined.ts";
import { type Answer, type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { id, optionalId, text, word } from "../http/schemas.ts";

const kbps = z.int().min(1).max(100_000_000);
const rate = z.strictObject({ downKbps: kbps, upKbps: kbps });
const fields = {
  routingPointId: optionalId,
  loginId: optionalId,
  address: word(15),
  ipClassId: optionalId,
  netmask: word(15),
  dns1: word(15),
  dns2: word(15),
  gateway: word(15),
  firewallRule: text(16),
  proxy: z.boolean(),
  publicIp: z.boolean(),
  networkAllowed: z.boolean(),
  bindMac: z.boolean(),
  macs: z.array(word(24)).max(5, "must be at most 5"),
  speed: z.strictObject({ businessHours: rate, otherHours: rate.optional() }).nullable(),
  message: text(253),
  notes: text(4_000),
};
const optional = word(15).default("");
const no = z.boolean().default(false);
const newIp = z.strictObject({
  ...fields,
  address: word(15).default("0.0.0.0"),
  netmask: optional,
  dns1: optional,
  dns2: optional,
  gateway: optional,
  firewallRule: fields.firewallRule.default(""),
  proxy: no,
  publicIp: no,
  networkAllowed: no,
  bindMac: no,
  macs: fields.macs.default([]),
  speed: fields.speed.default(null),
  message: fields.message.default(""),
  notes: fields.notes.default(""),
});
// Left out of an edit is another thing than null.
const idOrNull = id.nullable().transform((value) => value ?? "");
const editedIp = z
  .strictObject({ ...fields, routingPointId: idOrNull, loginId: idOrNull, ipClassId: idOrNull })
  .partial();

/** IPs of connection plans (C90 to C92), and the devices that they bind logins to. */
export function ipRoutes(clients: Clients): Endpoint[] {
  return [...itemRoutes(clients), ...deviceRoutes(clients)];
}

const writtenMac = word(24);

function deviceRoutes({ ips }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/logins/{id}/bind-mac",
      summary: "Bind a login to one more device, at most five; the next connection heeds it (C91)",
      permission: "subscriptions.write",
      status: 200,
      body: z.strictObject({ mac: writtenMac }),
      async handle({ params, body: { mac }, requestId, caller }) {
        const request = { requestId, mac, loginId: params["id"] ?? "" };
        return { body: await ips.bindMac(request, { caller }) };
      },
    }),
    endpoint({
      method: "post",
      path: "/logins/{id}/unbind-mac",
      summary: "Take a device from a login, or all of them where none is named (C91)",
      permission: "subscriptions.write",
      status: 200,
      body: z.strictObject({ mac: writtenMac.default("") }),
      async handle({ params, body: { mac }, requestId, caller }) {
        const request = { requestId, mac, loginId: params["id"] ?? "" };
        return { body: await ips.unbindMac(request, { caller }) };
      },
    }),
  ];
}

function itemRoutes({ ips }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/subscriptions/{id}/ips",
      summary: "Add an IP to a connection plan; 0.0.0.0 is not fixed (C90)",
      permission: "subscriptions.write",
      status: 201,
      body: newIp,
      async handle({ params, body, requestId, caller }) {
        const ip = toIp(body);
        const request = { requestId, subscriptionId: params["id"] ?? "", ip };
        return tagged((await ips.createIp(request, { caller })).ip);
      },
    }),
    endpoint({
      method: "get",
      path: "/ips/{id}",
      summary: "Read an IP",
      permission: "customers.read",
      status: 200,
      handle: async ({ params, caller }) =>
        tagged((await ips.getIp({ id: params["id"] ?? "" }, { caller })).ip),
    }),
    endpoint({
      method: "patch",
      path: "/ips/{id}",
      summary: "Change the given fields of an IP; the next connection has them",
      permission: "subscriptions.write",
      status: 200,
      body: editedIp,
      needsIfMatch: true,
      async handle({ params, body, expectedVersion, requestId, caller }) {
        const named = { id: params["id"] ?? "", expectedVersion, fields: Object.keys(body) };
        const request = { ...named, requestId, ip: toIp(body) };
        return tagged((await ips.updateIp(request, { caller })).ip);
      },
    }),
    endpoint({
      method: "delete",
      path: "/ips/{id}",
      summary: "Remove an IP; its address is free at once",
      permission: "subscriptions.write",
      status: 204,
      heedsIfMatch: true,
      async handle({ params, expectedVersion, requestId, caller }) {
        await ips.deleteIp({ requestId, id: params["id"] ?? "", expectedVersion }, { caller });
        return {};
      },
    }),
  ];
}

function toIp({ speed, ...given }: z.output<typeof editedIp> | z.output<typeof newIp>): radius.Ip {
  const ids = { routingPointId: "", loginId: "", ipClassId: "" };
  const named = Object.entries(ids).map(([name]) => [name, Reflect.get(given, name) ?? ""]);
  return {
    ...radius.Ip.fromPartial({ ...defined(given), ...Object.fromEntries(named) }),
    speed: speed === undefined || speed === null ? undefined : bothPeriods(speed),
  };
}

function bothPeriods({ businessHours, otherHours }: NonNullable<z.output<typeof fields.speed>>) {
  return { businessHours, otherHours: otherHours ?? businessHours };
}

function tagged(ip: radius.Ip | undefined): Answer {
  if (ip?.item === undefined) return {};
  const { item, speed, ...own } = ip;
  const body = { ...(toJson(item) as object), ...(toJson(own) as object), speed: speed ?? null };
  return { body, etag: item.version.toString() };
}
