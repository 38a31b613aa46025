import { billing } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { defined } from "../http/defined.ts";
import { type Answer, type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { cents, civilDate, id, name, page, pageQuery, text, word } from "../http/schemas.ts";

const idOf = (params: Readonly<Record<string, string>>) => params["id"] ?? "";
const days = z.int().min(0).max(10_000);
const policyEdit = z.strictObject({
  fromOn: civilDate.optional(),
  on: z.boolean().optional(),
  suspendAfterNoticeDays: days.optional(),
  rescindAfterSuspensionDays: days.optional(),
  clearingDays: days.optional(),
  minDebtCents: cents.optional(),
  dailyCap: z.int().min(0).max(1_000_000).optional(),
  automatic: z.boolean().optional(),
  unlockDays: days.optional(),
  unlocksPerMonth: days.optional(),
  reminds: z.boolean().optional(),
});
const mostExcluded = 10_000;

/** What is done about debts that nobody pays: policy, lists, and what is said of one customer. */
export function defaultLadderRoutes(clients: Clients): Endpoint[] {
  return [
    ...policyRoutes(clients),
    ...dayRoutes(clients),
    ...customerRoutes(clients),
    ...contestRoutes(clients),
  ];
}

function policyAnswer({ policy, ...rest }: billing.GetDefaultPolicyResponse): Answer {
  return {
    body: toJson({ ...policy, ...rest }),
    etag: String(policy?.version ?? 0),
  };
}

function policyRoutes({ ladder }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/business-units/{id}/default-policy",
      summary: "Read what a business unit does about debts, today and from days to come on",
      permission: "billing.read",
      status: 200,
      async handle({ params, caller }) {
        const request = { businessUnitId: idOf(params) };
        return policyAnswer(await ladder.getDefaultPolicy(request, { caller }));
      },
    }),
    endpoint({
      method: "patch",
      path: "/business-units/{id}/default-policy",
      summary: "Change what a business unit does about debts, from today or a later day on",
      permission: "billing.policy",
      status: 200,
      body: policyEdit,
      needsIfMatch: true,
      async handle({ params, body, requestId, expectedVersion: version, caller }) {
        const given = defined(body);
        const policy = billing.DefaultPolicy.fromPartial({
          ...given,
          businessUnitId: idOf(params),
          version,
        });
        const request = { requestId, policy, fields: Object.keys(given) };
        return policyAnswer(await ladder.updateDefaultPolicy(request, { caller }));
      },
    }),
  ];
}

function dayRoutes({ ladder }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/default-days",
      summary: "List the days of which the default ladder made a list, newest first",
      permission: "billing.read",
      status: 200,
      query: pageQuery.extend({ businessUnitId: word(36).default("") }),
      async handle({ query, caller }) {
        const { businessUnitId, limit, cursor } = query;
        const request = { businessUnitId, pageSize: limit, pageToken: cursor };
        const found = await ladder.listDefaultDays(request, { caller });
        return { body: page(found.days.map(toJson), found.nextPageToken) };
      },
    }),
    endpoint({
      method: "get",
      path: "/open-invoices",
      summary: "List unpaid invoices by due date: those that are late, or not yet",
      permission: "billing.read",
      status: 200,
      query: pageQuery.extend({
        businessUnitId: word(36).default(""),
        late: z.enum(["true", "false"]).default("true"),
      }),
      async handle({ query, caller }) {
        const { businessUnitId, limit, cursor } = query;
        const late = query.late === "true";
        const request = { businessUnitId, late, pageSize: limit, pageToken: cursor };
        const found = await ladder.listOpenInvoices(request, { caller });
        return { body: page(found.invoices.map(toJson), found.nextPageToken) };
      },
    }),
    endpoint({
      method: "get",
      path: "/default-days/{id}",
      summary: "Read the list of a day: name, debt, notice date and act",
      permission: "billing.read",
      status: 200,
      async handle({ params, caller }) {
        return { body: toJson((await ladder.getDefaultDay({ id: idOf(params) }, { caller })).day) };
      },
    }),
    endpoint({
      method: "post",
      path: "/default-days/{id}/approve",
      summary: "Let the list of this day be carried out, without the entries that are named",
      permission: "billing.default",
      status: 200,
      body: z.strictObject({ excludedIds: z.array(id).max(mostExcluded).default([]) }),
      async handle({ params, body, requestId, caller }) {
        const request = { requestId, id: idOf(params), excludedIds: body.excludedIds };
        return { body: toJson((await ladder.approveDefaultDay(request, { caller })).day) };
      },
    }),
  ];
}

function customerRoutes({ ladder }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/customers/{id}/default-ladder",
      summary: "Read what a customer owes, what comes when and why, and what was done",
      permission: "billing.read",
      status: 200,
      async handle({ params, caller }) {
        const request = { customerId: idOf(params) };
        const found = (await ladder.getCustomerLadder(request, { caller })).ladder;
        return { body: toJson(found), etag: String(found?.promised?.version ?? 1) };
      },
    }),
    endpoint({
      method: "put",
      path: "/customers/{id}/never-suspend",
      summary: "Keep a customer from being suspended for debts until a day; null takes it back",
      permission: "billing.promise",
      status: 200,
      body: z.strictObject({ untilOn: civilDate.nullable(), reason: text(255).default("") }),
      needsIfMatch: true,
      async handle({ params, body, requestId, expectedVersion, caller }) {
        const { untilOn, reason } = body;
        const about = { customerId: idOf(params), neverSuspendUntilOn: untilOn ?? "" };
        const request = { ...about, requestId, reason, expectedVersion };
        const { promised } = await ladder.promiseCustomer(request, { caller });
        return { body: toJson(promised), etag: String(promised?.version ?? 0) };
      },
    }),
    endpoint({
      method: "post",
      path: "/customers/{id}/trust-unlocks",
      summary: "Have a suspended customer's line back for some days although he has not paid",
      permission: "billing.unlock",
      status: 201,
      async handle({ params, requestId, caller }) {
        const request = { requestId, customerId: idOf(params) };
        return { body: toJson((await ladder.unlockInTrust(request, { caller })).unlock) };
      },
    }),
  ];
}

function contestRoutes({ ladder }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/invoices/{id}/contests",
      summary:
        "Write down that a customer holds an invoice for wrong; the ladder stands still for it",
      permission: "billing.contest",
      status: 201,
      body: z.strictObject({ reason: name(255) }),
      async handle({ params, body, requestId, caller }) {
        const request = { requestId, invoiceId: idOf(params), reason: body.reason };
        return { body: toJson((await ladder.contestInvoice(request, { caller })).contest) };
      },
    }),
    endpoint({
      method: "post",
      path: "/contests/{id}/answer",
      summary: "Answer a contest: rejected, or upheld until the invoice is taken back",
      permission: "billing.contest",
      status: 200,
      body: z.strictObject({ outcome: z.enum(["rejected", "upheld"]), answer: name(255) }),
      async handle({ params, body, requestId, caller }) {
        const request = { ...body, requestId, id: idOf(params) };
        return { body: toJson((await ladder.answerContest(request, { caller })).contest) };
      },
    }),
  ];
}
