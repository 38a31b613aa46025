import { plans } from "@isp/contracts";
import type { Caller } from "@isp/rpc";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { name, page, pageQuery, text } from "../http/schemas.ts";
import { itemView, subscriptionView } from "../views/subscription.ts";

const addressParts = z.strictObject({
  postalCode: text(16).default(""),
  street: text(160).default(""),
  number: text(16).default(""),
  complement: text(80).default(""),
  district: text(80).default(""),
  city: text(120).default(""),
  state: text(2).default(""),
  ibgeCode: text(7).default(""),
});
/** A line, or its parts. */
const address = z.union([text(300).transform((line) => ({ line })), addressParts]);
export const newCustomer = z.strictObject({
  name: name(160),
  personType: z.enum(["individual", "company"]),
  document: text(32),
  city: name(120),
  address: address.optional(),
  email: text(254).default(""),
  phone: text(32).default(""),
});
const customerEdit = z.strictObject({
  name: name(160).optional(),
  city: name(120).optional(),
  address: address.optional(),
  email: text(254).optional(),
  phone: text(32).optional(),
  personType: z.enum(["individual", "company"]).optional(),
  document: text(32).optional(),
});

const tagged = (customer: plans.Customer | undefined) => ({
  body: toJson(customer),
  etag: customer?.version.toString() ?? "0",
});

export function customerRoutes(clients: Clients): Endpoint[] {
  const { customers, subscriptions, invoices } = clients;
  return [
    endpoint({
      method: "post",
      path: "/customers",
      summary: "Register a customer; his city decides his business unit",
      permission: "customers.write",
      status: 201,
      body: newCustomer,
      async handle({ body, requestId, caller }) {
        const customer = plans.Customer.fromPartial(body);
        return tagged(
          (await customers.createCustomer({ requestId, customer }, { caller })).customer,
        );
      },
    }),
    endpoint({
      method: "get",
      path: "/customers",
      summary: "Find customers by name, document, phone, login, e-mail, street or contract number",
      permission: "customers.read",
      status: 200,
      query: pageQuery.extend({ q: text(120).default("") }),
      async handle({ query, caller }) {
        const mac = macDigits(query.q);
        if (mac !== "") return { body: page(await ofDevice(clients, mac, caller), "") };
        const request = { query: query.q, pageSize: query.limit, pageToken: query.cursor };
        const found = await customers.searchCustomers(request, { caller });
        const items = found.customers.map((customer) => ({
          ...(toJson(customer) as object),
          matches: found.matches
            .filter(({ customerId }) => customerId === customer.id)
            .map(({ kind, text: named }) => ({ kind, text: named })),
        }));
        return { body: page(items, found.nextPageToken) };
      },
    }),
    endpoint({
      method: "get",
      path: "/customers/{id}",
      summary: "Read a customer",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const found = await customers.getCustomer({ id: params["id"] ?? "" }, { caller });
        const { body, etag } = tagged(found.customer);
        return { body: { ...(body as object), pinnedNotes: found.pinnedNotes.map(toJson) }, etag };
      },
    }),
    endpoint({
      method: "patch",
      path: "/customers/{id}",
      summary: "Change a customer's registration",
      permission: "customers.write",
      status: 200,
      body: customerEdit,
      needsIfMatch: true,
      async handle({ params, body, requestId, expectedVersion, caller }) {
        const edit = plans.UpdateCustomerRequest.fromPartial({
          ...body,
          requestId,
          expectedVersion,
        });
        edit.id = params["id"] ?? "";
        return tagged((await customers.updateCustomer(edit, { caller })).customer);
      },
    }),
    endpoint({
      method: "get",
      path: "/customers/{id}/subscriptions",
      summary: "List a customer's subscriptions: active, inactive or cancelled (C4)",
      permission: "customers.read",
      status: 200,
      query: z.object({ list: z.enum(["active", "inactive", "cancelled"]).optional() }),
      async handle({ params, query, caller }) {
        const request = { customerId: params["id"] ?? "", list: query.list ?? "" };
        const found = await subscriptions.listSubscriptions(request, { caller });
        const items = found.subscriptions.map((held) => subscriptionView(held));
        return { body: page(items, "") };
      },
    }),
    endpoint({
      method: "get",
      path: "/customers/{id}/tree",
      summary: "Read a customer's subscriptions with every item, wanted and real",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const customerId = params["id"] ?? "";
        const found = await customers.getCustomerTree({ customerId }, { caller });
        const held = found.branches.map(({ subscription, items }) => ({
          ...subscriptionView(subscription),
          items: items.map(itemView),
        }));
        const pinnedNotes = found.pinnedNotes.map(toJson);
        return { body: { customer: toJson(found.customer), pinnedNotes, subscriptions: held } };
      },
    }),
    endpoint({
      method: "get",
      path: "/customers/{id}/invoices",
      summary: "List a customer's invoices, newest first",
      permission: "billing.read",
      status: 200,
      query: pageQuery,
      async handle({ params, query, caller }) {
        const { limit, cursor } = query;
        const of = { customerId: params["id"] ?? "", closingId: "" };
        const found = await invoices.listInvoices(
          { ...of, pageSize: limit, pageToken: cursor },
          { caller },
        );
        // Empty is also what the caller gets of a customer whom he may not see.
        if (found.invoices.length === 0)
          await customers.getCustomer({ id: of.customerId }, { caller });
        return { body: page(found.invoices.map(toJson), found.nextPageToken) };
      },
    }),
  ];
}

/** Twelve hexadecimal digits with separators; without them it may be anything. */
function macDigits(query: string): string {
  const typed = query.trim().toLowerCase();
  const isMac = /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$|^(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}$/.test(typed);
  return isMac ? typed.replace(/[:.-]/g, "") : "";
}

/** Whose device it is, radius knows; who that is, plans. */
async function ofDevice({ customers, sessions }: Clients, mac: string, caller: Caller) {
  const { devices } = await sessions.findDevice({ mac }, { caller });
  const found = devices.map(async ({ customerId, mac: text }) => {
    const { customer } = await customers.getCustomer({ id: customerId }, { caller });
    return { ...(toJson(customer) as object), matches: [{ kind: "mac", text }] };
  });
  const settled = await Promise.allSettled(found);
  // A session of the past may name a customer whom this operator does not see.
  return settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}
