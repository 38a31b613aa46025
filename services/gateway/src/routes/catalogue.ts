import { common, plans } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { cents, id, name, page, pageQuery, text, word } from "../http/schemas.ts";
import { planView } from "../views/plan.ts";

const closingDay = z.int().min(1).max(31);
const businessHours = z.strictObject({
  weekdays: z.array(z.int().min(1).max(7)),
  from: text(5),
  to: text(5),
});
const newUnit = z.strictObject({
  name: name(120),
  city: name(120),
  otherCities: z.array(name(120)).max(500).default([]),
  timeZone: text(64).default("America/Sao_Paulo"),
  prorationBasis: z.enum(["actual", "commercial30"]).default("actual"),
  closingDay: closingDay.default(31),
  advanceBilling: z.boolean().default(false),
  mailDomain: name(253),
  businessHours: z.array(businessHours).max(20).default([]),
  suspensionPolicy: z.enum(["reject", "walled-garden"]).default("reject"),
});

const kbps = z.int().min(0).max(100_000_000);
const rate = z.strictObject({ downKbps: kbps, upKbps: kbps });
const count = z.int().min(0).max(1_000_000);
const newPlan = z.strictObject({
  businessUnitId: id,
  name: name(120),
  kind: z.enum(["dial-up", "broadband", "ivr-extra-point", "email", "hosting", "other"]),
  priceCents: cents.max(100_000_000, "is too large"),
  trialDays: z.int().min(0).max(365).default(0),
  proportionalTrial: z.boolean().default(false),
  advanceBilling: z.boolean().optional(),
  options: z.array(text(64)).max(64).default([]),
  speed: z.strictObject({ businessHours: rate, otherHours: rate.optional() }).optional(),
  mailboxes: z
    .strictObject({
      included: count.default(1),
      additionalFeeCents: cents.default(0),
      quotaMb: count.default(1_024),
    })
    .default({ included: 1, additionalFeeCents: 0, quotaMb: 1_024 }),
  hosting: z
    .strictObject({
      diskMb: count.default(0),
      domains: count.default(1),
      databases: count.default(0),
      ftpUsers: count.default(0),
    })
    .optional(),
  simultaneousUse: z.int().min(0).max(100).default(1),
  loginCreatesMailbox: z.boolean().default(true),
});

export function catalogueRoutes({ catalogue }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/business-units",
      summary: "Register a business unit",
      permission: "catalogue.write",
      status: 201,
      body: newUnit,
      async handle({ body, requestId, caller }) {
        const businessUnit = plans.BusinessUnit.fromPartial(body);
        const created = await catalogue.createBusinessUnit({ requestId, businessUnit }, { caller });
        return { body: toJson(created.businessUnit) };
      },
    }),
    endpoint({
      method: "get",
      path: "/business-units",
      summary: "List business units",
      permission: "catalogue.read",
      status: 200,
      query: pageQuery,
      async handle({ query, caller }) {
        const request = { pageSize: query.limit, pageToken: query.cursor };
        const found = await catalogue.listBusinessUnits(request, { caller });
        return { body: page(found.businessUnits.map(toJson), found.nextPageToken) };
      },
    }),
    endpoint({
      method: "get",
      path: "/business-units/{id}",
      summary: "Read a business unit",
      permission: "catalogue.read",
      status: 200,
      async handle({ params, caller }) {
        const found = await catalogue.getBusinessUnit({ id: params["id"] ?? "" }, { caller });
        return { body: toJson(found.businessUnit) };
      },
    }),
    endpoint({
      method: "post",
      path: "/plans",
      summary: "Publish a plan",
      permission: "catalogue.write",
      status: 201,
      body: newPlan,
      async handle({ body, requestId, caller }) {
        const created = await catalogue.createPlan({ requestId, plan: toPlan(body) }, { caller });
        return { body: planView(created.plan) };
      },
    }),
    endpoint({
      method: "get",
      path: "/plans",
      summary: "List plans, of one business unit if it is given",
      permission: "catalogue.read",
      status: 200,
      query: pageQuery.extend({ businessUnitId: word(36).default("") }),
      async handle({ query, caller }) {
        const { businessUnitId, limit, cursor } = query;
        const request = { businessUnitId, pageSize: limit, pageToken: cursor };
        const found = await catalogue.listPlans(request, { caller });
        return { body: page(found.plans.map(planView), found.nextPageToken) };
      },
    }),
    endpoint({
      method: "get",
      path: "/plans/{id}",
      summary: "Read a plan",
      permission: "catalogue.read",
      status: 200,
      async handle({ params, caller }) {
        const found = await catalogue.getPlan({ id: params["id"] ?? "" }, { caller });
        return { body: planView(found.plan) };
      },
    }),
    endpoint({
      method: "get",
      path: "/statuses",
      summary: "List the subscription statuses with their flags",
      permission: "catalogue.read",
      status: 200,
      async handle({ caller }) {
        const { statuses } = await catalogue.listStatuses({}, { caller });
        return { body: page(statuses.map(toJson), "") };
      },
    }),
  ];
}

function toPlan(body: z.output<typeof newPlan>): plans.Plan {
  const { name: planName, kind, speed, mailboxes, hosting, simultaneousUse, ...rest } = body;
  const { loginCreatesMailbox, priceCents, advanceBilling, ...plain } = rest;
  const { businessHours } = speed ?? {};
  const terms = common.PlanTerms.fromPartial({
    name: planName,
    kind,
    simultaneousUse,
    loginCreatesMailbox,
    mailboxes: { ...mailboxes, additionalFeeCents: BigInt(mailboxes.additionalFeeCents) },
  });
  terms.speed =
    businessHours === undefined
      ? undefined
      : { businessHours, otherHours: speed?.otherHours ?? businessHours };
  terms.hosting = hosting;
  const plan = plans.Plan.fromPartial({ ...plain, name: planName, kind, terms });
  return { ...plan, priceCents: BigInt(priceCents), advanceBilling };
}
