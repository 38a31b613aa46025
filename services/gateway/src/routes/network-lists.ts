import { radius } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { defined } from "../http/defined.ts";
import type { Endpoint } from "../http/endpoint.ts";
import { name, optionalId, word } from "../http/schemas.ts";
import { crud } from "./crud.ts";

const permissions = { read: "network.read", write: "network.write" } as const;
const ofUnit = z.object({ businessUnitId: word(36).default("") });
const kbps = z.int().min(1).max(100_000_000);
const rate = z.strictObject({ downKbps: kbps, upKbps: kbps });
const classFields = {
  name: name(120),
  cidr: word(18),
  gateway: word(15),
  dns1: word(15),
  dns2: word(15),
  netmask: word(15),
  publicCidr: word(18),
  framedIpv6: word(43),
  delegatedIpv6: word(43),
  firstPort: z.int().min(0).max(65_535),
  portsPerCustomer: z.int().min(0).max(65_535),
};
const profileFields = {
  name: name(120),
  speed: z.strictObject({ businessHours: rate, otherHours: rate.optional() }),
};

/** Short lists of the network: IP classes (C16) and speed profiles (C17). */
export function networkListRoutes(clients: Clients): Endpoint[] {
  return [...ipClassRoutes(clients), ...speedProfileRoutes(clients)];
}

function ipClassRoutes({ networkLists }: Clients): Endpoint[] {
  const optional = word(15).default("");
  return crud({
    ...permissions,
    path: "/ip-classes",
    one: "an IP class",
    many: "IP classes, those that serve one business unit if it is given",
    query: ofUnit,
    created: z.strictObject({
      ...classFields,
      businessUnitId: optionalId,
      gateway: optional,
      dns1: optional,
      dns2: optional,
      netmask: optional,
      publicCidr: word(18).default(""),
      framedIpv6: word(43).default(""),
      delegatedIpv6: word(43).default(""),
      firstPort: classFields.firstPort.default(0),
      portsPerCustomer: classFields.portsPerCustomer.default(0),
    }),
    edited: z.strictObject(classFields).partial(),
    list: async (query, caller) => ({
      items: (await networkLists.listIpClasses(query, { caller })).ipClasses,
    }),
    get: async (id, caller) => (await networkLists.getIpClass({ id }, { caller })).ipClass,
    async create(body, { requestId, caller }) {
      const ipClass = radius.IpClass.fromPartial(body);
      return (await networkLists.createIpClass({ requestId, ipClass }, { caller })).ipClass;
    },
    async update({ body, fields, ...key }, { requestId, caller }) {
      const ipClass = { ...radius.IpClass.fromPartial(defined(body)), ...key };
      return (await networkLists.updateIpClass({ requestId, ipClass, fields }, { caller })).ipClass;
    },
    async remove(key, { requestId, caller }) {
      await networkLists.deleteIpClass({ ...key, requestId }, { caller });
      return undefined;
    },
  });
}

function speedProfileRoutes({ networkLists }: Clients): Endpoint[] {
  return crud({
    ...permissions,
    path: "/speed-profiles",
    one: "a speed profile",
    many: "speed profiles, those that serve one business unit if it is given",
    query: ofUnit,
    created: z.strictObject({ ...profileFields, businessUnitId: optionalId }),
    edited: z.strictObject(profileFields).partial(),
    list: async (query, caller) => ({
      items: (await networkLists.listSpeedProfiles(query, { caller })).speedProfiles,
    }),
    get: async (id, caller) =>
      (await networkLists.getSpeedProfile({ id }, { caller })).speedProfile,
    async create(body, { requestId, caller }) {
      const speedProfile = { ...radius.SpeedProfile.fromPartial(body), speed: toSpeed(body.speed) };
      const request = { requestId, speedProfile };
      return (await networkLists.createSpeedProfile(request, { caller })).speedProfile;
    },
    async update({ body, fields, ...key }, { requestId, caller }) {
      const { speed, ...rest } = body;
      const given = radius.SpeedProfile.fromPartial(defined(rest));
      const speedProfile = { ...given, ...key, speed: toSpeed(speed) };
      const request = { requestId, speedProfile, fields };
      return (await networkLists.updateSpeedProfile(request, { caller })).speedProfile;
    },
    async remove(key, { requestId, caller }) {
      await networkLists.deleteSpeedProfile({ ...key, requestId }, { caller });
      return undefined;
    },
  });
}

function toSpeed(speed: z.output<typeof profileFields.speed> | undefined) {
  if (speed === undefined) return undefined;
  const { businessHours, otherHours = businessHours } = speed;
  return { businessHours, otherHours };
}
