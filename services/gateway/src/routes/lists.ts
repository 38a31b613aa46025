import type { plans } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { csv, csvType, pagesOf } from "../http/csv.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { page, pageLimit, text, word } from "../http/schemas.ts";
import { catalogueNames } from "../views/catalogue-names.ts";
import { customerColumns, loginColumns, subscriptionColumns } from "../views/list-columns.ts";

const token = word(400).default("");
const paging = { limit: pageLimit, cursor: token };
const filter = z.object({
  businessUnitId: word(36).default(""),
  planId: word(36).default(""),
  status: word(32).default(""),
  list: z.enum(["", "active", "inactive", "cancelled"]).default(""),
  routingPointId: word(36).default(""),
  dueDayId: word(36).default(""),
  salespersonId: word(36).default(""),
});
/** A leading minus turns the order round. */
const sorted = <const Keys extends readonly [string, ...string[]]>(keys: Keys) =>
  z
    .string()
    .regex(new RegExp(`^-?(?:${keys.join("|")})$`), `must be one of ${keys.join(", ")}`)
    .default(keys[0])
    .transform((key) => ({ sort: key.replace(/^-/, ""), descending: key.startsWith("-") }));

const subscriptionList = filter.extend({ sort: sorted(["number", "start-on", "payable"]) });
const loginList = filter.extend({ sort: sorted(["name"]) });
const customerList = z.object({
  businessUnitId: word(36).default(""),
  city: text(120).default(""),
  personType: z.enum(["", "individual", "company"]).default(""),
  sort: sorted(["name", "registered-at"]),
});
const exportPage = 1_000;
const common = { method: "get", permission: "customers.read", status: 200 } as const;

/** Subscriptions, logins and customers of all, filtered and sorted, on screen and as CSV. */
export function listRoutes(clients: Clients): Endpoint[] {
  return [...subscriptionLists(clients), ...loginLists(clients), ...customerLists(clients)];
}

function subscriptionLists(clients: Clients): Endpoint[] {
  const { lists } = clients;
  return [
    endpoint({
      ...common,
      path: "/lists/subscriptions",
      summary: "List subscriptions by unit, plan, status, routing point, due day and seller",
      query: subscriptionList.extend(paging),
      async handle({ query, caller }) {
        const { limit, cursor, sort, ...asked } = query;
        const request = { filter: asked, ...sort, pageSize: limit, pageToken: cursor };
        const found = await lists.findSubscriptions(request, { caller });
        return { body: page(found.lines.map(toJson), found.nextPageToken) };
      },
    }),
    endpoint({
      ...common,
      path: "/lists/subscriptions.csv",
      summary: "The same list as CSV, all of it",
      query: subscriptionList,
      async handle({ query, caller }) {
        const { sort, ...asked } = query;
        const names = await catalogueNames(clients, caller);
        const pages = pagesOf(async (cursor): Promise<Page<plans.SubscriptionLine>> => {
          const request = { filter: asked, ...sort, pageSize: exportPage, pageToken: cursor };
          const { lines, nextPageToken } = await lists.findSubscriptions(request, { caller });
          return { rows: lines, next: nextPageToken };
        });
        return document("planos.csv", csv(subscriptionColumns(names), pages));
      },
    }),
  ];
}

function loginLists(clients: Clients): Endpoint[] {
  const { lists } = clients;
  return [
    endpoint({
      ...common,
      path: "/lists/logins",
      summary: "List logins by what their subscriptions are",
      query: loginList.extend(paging),
      async handle({ query, caller }) {
        const { limit, cursor, sort, ...asked } = query;
        const { descending } = sort;
        const request = { filter: asked, descending, pageSize: limit, pageToken: cursor };
        const found = await lists.findLogins(request, { caller });
        return { body: page(found.lines.map(toJson), found.nextPageToken) };
      },
    }),
    endpoint({
      ...common,
      path: "/lists/logins.csv",
      summary: "The same list as CSV, all of it",
      query: loginList,
      async handle({ query, caller }) {
        const { sort, ...asked } = query;
        const names = await catalogueNames(clients, caller);
        const pages = pagesOf(async (cursor): Promise<Page<plans.LoginLine>> => {
          const { descending } = sort;
          const request = { filter: asked, descending, pageSize: exportPage, pageToken: cursor };
          const { lines, nextPageToken } = await lists.findLogins(request, { caller });
          return { rows: lines, next: nextPageToken };
        });
        return document("logins.csv", csv(loginColumns(names), pages));
      },
    }),
  ];
}

function customerLists(clients: Clients): Endpoint[] {
  const { lists } = clients;
  return [
    endpoint({
      ...common,
      path: "/lists/customers",
      summary: "List customers by unit, city and kind of person",
      query: customerList.extend(paging),
      async handle({ query, caller }) {
        const { limit, cursor, sort, ...asked } = query;
        const request = { ...asked, ...sort, pageSize: limit, pageToken: cursor };
        const found = await lists.findCustomers(request, { caller });
        return { body: page(found.lines.map(toJson), found.nextPageToken) };
      },
    }),
    endpoint({
      ...common,
      path: "/lists/customers.csv",
      summary: "The same list as CSV, all of it",
      query: customerList,
      async handle({ query, caller }) {
        const { sort, ...asked } = query;
        const names = await catalogueNames(clients, caller);
        const pages = pagesOf(async (cursor): Promise<Page<plans.CustomerLine>> => {
          const request = { ...asked, ...sort, pageSize: exportPage, pageToken: cursor };
          const { lines, nextPageToken } = await lists.findCustomers(request, { caller });
          return { rows: lines, next: nextPageToken };
        });
        return document("clientes.csv", csv(customerColumns(names), pages));
      },
    }),
  ];
}

type Page<Row> = { readonly rows: readonly Row[]; readonly next: string };

const document = (name: string, content: AsyncIterable<string>) => ({
  file: { contentType: csvType, name, content },
});
