import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { civilDate, id, name, page, pageQuery, word } from "../http/schemas.ts";

export function billingRoutes({ closings, invoices }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/closings",
      summary: "Propose the closing of a business unit on a date",
      permission: "billing.close",
      status: 202,
      body: z.strictObject({ businessUnitId: id, on: civilDate }),
      async handle({ body, requestId, caller }) {
        const { closing } = await closings.proposeClosing({ ...body, requestId }, { caller });
        return { body: toJson(closing) };
      },
    }),
    endpoint({
      method: "get",
      path: "/closings",
      summary: "List closings, newest first",
      permission: "billing.read",
      status: 200,
      query: pageQuery.extend({ businessUnitId: word(36).default("") }),
      async handle({ query, caller }) {
        const { businessUnitId, limit, cursor } = query;
        const request = { businessUnitId, pageSize: limit, pageToken: cursor };
        const found = await closings.listClosings(request, { caller });
        return { body: page(found.closings.map(toJson), found.nextPageToken) };
      },
    }),
    endpoint({
      method: "get",
      path: "/due-closings",
      summary: "List what is to be closed by today, missed closings included, oldest first",
      permission: "billing.read",
      status: 200,
      query: z.strictObject({ businessUnitId: word(36).default("") }),
      async handle({ query, caller }) {
        const found = await closings.listDueClosings(query, { caller });
        return { body: { items: found.closings.map(toJson) } };
      },
    }),
    endpoint({
      method: "get",
      path: "/closings/{id}",
      summary: "Read a closing with its totals and progress",
      permission: "billing.read",
      status: 200,
      async handle({ params, caller }) {
        const { closing } = await closings.getClosing({ id: params["id"] ?? "" }, { caller });
        return { body: toJson(closing) };
      },
    }),
    endpoint({
      method: "get",
      path: "/closings/{id}/lines",
      summary: "List the lines of a closing with their explanations",
      permission: "billing.read",
      status: 200,
      query: pageQuery,
      async handle({ params, query, caller }) {
        const { limit, cursor } = query;
        const request = { closingId: params["id"] ?? "", pageSize: limit, pageToken: cursor };
        const found = await closings.listClosingLines(request, { caller });
        return { body: page(found.lines.map(toJson), found.nextPageToken) };
      },
    }),
    endpoint({
      method: "get",
      path: "/closings/{id}/outliers",
      summary: "List what a closing bills otherwise than the one a month before",
      permission: "billing.read",
      status: 200,
      query: pageQuery,
      async handle({ params, query, caller }) {
        const { limit, cursor } = query;
        const request = { closingId: params["id"] ?? "", pageSize: limit, pageToken: cursor };
        const found = await closings.listClosingOutliers(request, { caller });
        return { body: page(found.outliers.map(toJson), found.nextPageToken) };
      },
    }),
    endpoint({
      method: "post",
      path: "/closings/{id}/commit",
      summary: "Commit exactly the proposal; doing so again changes nothing",
      permission: "billing.close",
      status: 202,
      async handle({ params, requestId, caller }) {
        const request = { requestId, closingId: params["id"] ?? "" };
        const { closing } = await closings.commitClosing(request, { caller });
        return { body: toJson(closing) };
      },
    }),
    endpoint({
      method: "post",
      path: "/closings/{id}/reverse",
      summary: "Take a closing back by credit notes; what was paid, even in part, stays",
      permission: "billing.close",
      status: 202,
      body: z.strictObject({ reason: name(255) }),
      async handle({ params, body, requestId, caller }) {
        const request = { requestId, closingId: params["id"] ?? "", reason: body.reason };
        const { closing } = await closings.reverseClosing(request, { caller });
        return { body: toJson(closing) };
      },
    }),
    endpoint({
      method: "get",
      path: "/invoices",
      summary: "List invoices of a closing, newest first",
      permission: "billing.read",
      status: 200,
      query: pageQuery.extend({
        closingId: word(36).default(""),
        customerId: word(36).default(""),
      }),
      async handle({ query, caller }) {
        const { closingId, customerId, limit, cursor } = query;
        const request = { closingId, customerId, pageSize: limit, pageToken: cursor };
        const found = await invoices.listInvoices(request, { caller });
        return { body: page(found.invoices.map(toJson), found.nextPageToken) };
      },
    }),
    endpoint({
      method: "post",
      path: "/subscriptions/{id}/bill",
      summary: "Bill one subscription at once, up to a day (C21)",
      permission: "billing.write",
      status: 201,
      body: z.strictObject({ on: civilDate, dueOn: civilDate }),
      async handle({ params, body, requestId, caller }) {
        const request = { ...body, requestId, subscriptionId: params["id"] ?? "" };
        return { body: toJson((await invoices.billSubscription(request, { caller })).invoice) };
      },
    }),
    endpoint({
      method: "get",
      path: "/subscriptions/{id}/bill-preview",
      summary: "Read what billing a subscription at once would put on its invoice (C21)",
      permission: "billing.read",
      status: 200,
      query: z.object({ on: civilDate.or(z.literal("")).default("") }),
      async handle({ params, query, caller }) {
        const asked = { subscriptionId: params["id"] ?? "", on: query.on };
        return { body: toJson(await invoices.previewBill(asked, { caller })) };
      },
    }),
    endpoint({
      method: "post",
      path: "/subscriptions/{id}/bill-retroactively",
      summary: "Bill one subscription at once with all months that nobody billed (R6)",
      permission: "billing.retroactive",
      status: 201,
      body: z.strictObject({ on: civilDate, dueOn: civilDate }),
      async handle({ params, body, requestId, caller }) {
        const request = { ...body, requestId, subscriptionId: params["id"] ?? "" };
        return { body: toJson((await invoices.billRetroactively(request, { caller })).invoice) };
      },
    }),
    endpoint({
      method: "post",
      path: "/invoices/{id}/reverse",
      summary: "Take back an invoice that nobody has paid, by a credit note",
      permission: "billing.write",
      status: 200,
      body: z.strictObject({ reason: name(255) }),
      async handle({ params, body, requestId, caller }) {
        const request = { requestId, id: params["id"] ?? "", reason: body.reason };
        return { body: toJson((await invoices.reverseInvoice(request, { caller })).invoice) };
      },
    }),
    endpoint({
      method: "get",
      path: "/invoices/{id}",
      summary: "Read an invoice with its lines, its payments and what settles it on a day",
      permission: "billing.read",
      status: 200,
      query: z.object({ dueOn: civilDate.or(z.literal("")).default("") }),
      async handle({ params, query, caller }) {
        const request = { id: params["id"] ?? "", dueOn: query.dueOn };
        const { invoice, ...rest } = await invoices.getInvoice(request, { caller });
        return { body: toJson({ ...invoice, ...rest }) };
      },
    }),
  ];
}
