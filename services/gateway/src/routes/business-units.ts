import { plans } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { defined } from "../http/defined.ts";
import type { Endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { name, pageQuery, text, word } from "../http/schemas.ts";
import { crud } from "./crud.ts";

const businessHours = z.strictObject({
  weekdays: z.array(z.int().min(1).max(7)),
  from: text(5),
  to: text(5),
});
const fields = {
  name: name(120),
  city: name(120),
  otherCities: z.array(name(120)).max(500),
  timeZone: text(64),
  prorationBasis: z.enum(["actual", "commercial30"]),
  closingDay: z.int().min(1).max(31),
  advanceBilling: z.boolean(),
  mailDomain: name(253),
  businessHours: z.array(businessHours).max(20),
  suspensionPolicy: z.enum(["reject", "walled-garden"]),
  walledGardenName: word(63),
};
const created = z.strictObject({
  ...fields,
  otherCities: fields.otherCities.default([]),
  timeZone: fields.timeZone.default("America/Sao_Paulo"),
  prorationBasis: fields.prorationBasis.default("actual"),
  closingDay: fields.closingDay.default(31),
  advanceBilling: fields.advanceBilling.default(false),
  businessHours: fields.businessHours.default([]),
  suspensionPolicy: fields.suspensionPolicy.default("reject"),
  walledGardenName: fields.walledGardenName.default("torre-suspended"),
});

export function businessUnitRoutes({ catalogue }: Clients): Endpoint[] {
  return crud({
    path: "/business-units",
    one: "a business unit",
    many: "business units",
    read: "catalogue.read",
    write: "catalogue.write",
    query: pageQuery,
    created,
    edited: z.strictObject(fields).partial(),
    view: ({ deleted: _deleted, ...unit }: plans.BusinessUnit) => toJson(unit),
    async list({ limit, cursor }, caller) {
      const request = { pageSize: limit, pageToken: cursor };
      const found = await catalogue.listBusinessUnits(request, { caller });
      return { items: found.businessUnits, nextPageToken: found.nextPageToken };
    },
    get: async (id, caller) => (await catalogue.getBusinessUnit({ id }, { caller })).businessUnit,
    async create(body, { requestId, caller }) {
      const businessUnit = plans.BusinessUnit.fromPartial(body);
      const answer = await catalogue.createBusinessUnit({ requestId, businessUnit }, { caller });
      return answer.businessUnit;
    },
    async update({ body, fields: named, ...key }, { requestId, caller }) {
      const businessUnit = { ...plans.BusinessUnit.fromPartial(defined(body)), ...key };
      const request = { requestId, businessUnit, fields: named };
      return (await catalogue.updateBusinessUnit(request, { caller })).businessUnit;
    },
    async remove(key, { requestId, caller }) {
      await catalogue.deleteBusinessUnit({ ...key, requestId }, { caller });
      return undefined;
    },
  });
}
