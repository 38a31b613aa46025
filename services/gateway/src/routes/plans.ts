import { common, plans } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { cents, id, name, page, pageQuery, text, word } from "../http/schemas.ts";
import { planView } from "../views/plan.ts";
import { crud } from "./crud.ts";

const kbps = z.int().min(0).max(100_000_000);
const rate = z.strictObject({ downKbps: kbps, upKbps: kbps });
const count = z.int().min(0).max(1_000_000);
const mailboxes = { included: count, additionalFeeCents: cents, quotaMb: count };
const hosting = { diskMb: count, domains: count, databases: count, ftpUsers: count };
const fields = {
  name: name(120),
  kind: z.enum(["dial-up", "broadband", "ivr-extra-point", "email", "hosting", "other"]),
  priceCents: cents.max(100_000_000, "is too large"),
  trialDays: z.int().min(0).max(365),
  proportionalTrial: z.boolean(),
  /** Null takes the business unit's default (C11). */
  advanceBilling: z.boolean().nullable(),
  options: z.array(text(64)).max(64),
  speed: z.strictObject({ businessHours: rate, otherHours: rate.optional() }).nullable(),
  simultaneousUse: z.int().min(0).max(100),
  loginCreatesMailbox: z.boolean(),
};
const created = z.strictObject({
  businessUnitId: id,
  ...fields,
  trialDays: fields.trialDays.default(0),
  proportionalTrial: fields.proportionalTrial.default(false),
  advanceBilling: fields.advanceBilling.optional(),
  options: fields.options.default([]),
  speed: fields.speed.optional(),
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
    .nullish(),
  simultaneousUse: fields.simultaneousUse.default(1),
  loginCreatesMailbox: fields.loginCreatesMailbox.default(true),
});
// A part of an object would silently reset the rest of it, so an edit names the whole.
const edited = z
  .strictObject({
    ...fields,
    mailboxes: z.strictObject(mailboxes),
    hosting: z.strictObject(hosting).nullable(),
    archived: z.boolean(),
  })
  .partial();

export function planRoutes({ catalogue }: Clients): Endpoint[] {
  const resource = crud({
    path: "/plans",
    one: "a plan",
    many: "plans, of one business unit if it is given",
    read: "catalogue.read",
    write: "catalogue.write",
    query: pageQuery.extend({
      businessUnitId: word(36).default(""),
      archived: z.enum(["true", "false"]).default("false"),
    }),
    created,
    edited,
    view: (plan: plans.Plan) => planView(plan),
    async list({ businessUnitId, archived, limit, cursor }, caller) {
      const withArchived = archived === "true";
      const request = { businessUnitId, withArchived, pageSize: limit, pageToken: cursor };
      const found = await catalogue.listPlans(request, { caller });
      return { items: found.plans, nextPageToken: found.nextPageToken };
    },
    get: async (planId, caller) => (await catalogue.getPlan({ id: planId }, { caller })).plan,
    async create(body, { requestId, caller }) {
      return (await catalogue.createPlan({ requestId, plan: toPlan(body) }, { caller })).plan;
    },
    async update({ body, fields: named, ...key }, { requestId, caller }) {
      const plan = { ...toPlan(body), ...key };
      return (await catalogue.updatePlan({ requestId, plan, fields: named }, { caller })).plan;
    },
    remove: async (key, { requestId, caller }) =>
      (await catalogue.deletePlan({ ...key, requestId }, { caller })).plan,
  });
  return [...resource, prices(catalogue)];
}

function prices(catalogue: Clients["catalogue"]): Endpoint {
  return endpoint({
    method: "get",
    path: "/plans/{id}/prices",
    summary: "List the price versions of a plan, newest first (R19)",
    permission: "catalogue.read",
    status: 200,
    async handle({ params, caller }) {
      const request = { planId: params["id"] ?? "" };
      const found = await catalogue.listPlanPrices(request, { caller });
      return { body: page(found.prices.map(toJson), "") };
    },
  });
}

type Everything = z.output<typeof created> & z.output<typeof edited>;
type Given = { readonly [Key in keyof Everything]?: Everything[Key] | undefined };

/** What is not given travels as a default, and is not heeded where an edit does not name it. */
function toPlan(body: Given): plans.Plan {
  const { priceCents = 0, advanceBilling, ...plain } = body;
  const plan = plans.Plan.fromPartial({
    businessUnitId: plain.businessUnitId ?? "",
    name: plain.name ?? "",
    kind: plain.kind ?? "",
    trialDays: plain.trialDays ?? 0,
    proportionalTrial: plain.proportionalTrial ?? false,
    options: plain.options ?? [],
    archived: plain.archived ?? false,
    terms: toTerms(body),
  });
  return { ...plan, priceCents: BigInt(priceCents), advanceBilling: advanceBilling ?? undefined };
}

function toTerms(body: Given): common.PlanTerms {
  const terms = common.PlanTerms.fromPartial({
    name: body.name ?? "",
    kind: body.kind ?? "",
    simultaneousUse: body.simultaneousUse ?? 1,
    loginCreatesMailbox: body.loginCreatesMailbox ?? true,
  });
  const { businessHours, otherHours } = body.speed ?? {};
  if (businessHours !== undefined)
    terms.speed = { businessHours, otherHours: otherHours ?? businessHours };
  if (body.mailboxes !== undefined)
    terms.mailboxes = {
      ...body.mailboxes,
      additionalFeeCents: BigInt(body.mailboxes.additionalFeeCents),
    };
  terms.hosting = body.hosting ?? undefined;
  return terms;
}
