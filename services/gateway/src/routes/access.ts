import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { page, pageQuery, password, text, word } from "../http/schemas.ts";

const instant = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

/** Mailboxes, domains, and the sessions of logins. */
export function accessRoutes(clients: Clients): Endpoint[] {
  return [...sessionRoutes(clients), ...itemRoutes(clients)];
}

function sessionRoutes({ sessions }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/sessions/search",
      summary:
        "Find who had an address at an instant, for a stated reason; every search is audited",
      permission: "sessions.search",
      isAudited: () => true,
      status: 200,
      query: z.object({
        ip: z.union([z.ipv4(), z.ipv6()]),
        port: z.coerce.number().int().min(0).max(65_535).default(0),
        at: instant,
        reason: text(200).min(10),
      }),
      async handle({ query: { ip, port, at }, caller }) {
        const found = await sessions.searchConnections({ ip, port, at }, { caller });
        return { body: { address: found.address, items: found.sessions.map(toJson) } };
      },
    }),
    endpoint({
      method: "get",
      path: "/sessions",
      summary: "List sessions by login, address, routing point or instant",
      permission: "sessions.read",
      status: 200,
      query: pageQuery.extend({
        login: word(64).default(""),
        ip: word(45).default(""),
        at: instant.optional(),
        routingPointId: word(36).default(""),
        open: z.enum(["true", "false"]).default("false"),
      }),
      async handle({ query, caller }) {
        const { login, ip, at, routingPointId, open, limit, cursor } = query;
        const found = await sessions.listSessions(
          {
            login,
            ip,
            at,
            routingPointId,
            openOnly: open === "true",
            pageSize: limit,
            pageToken: cursor,
          },
          { caller },
        );
        return { body: page(found.sessions.map(toJson), found.nextPageToken) };
      },
    }),
  ];
}

function itemRoutes({ mailboxes, domains }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/mailboxes/{id}",
      summary: "Read a mailbox",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const found = await mailboxes.getMailbox({ id: params["id"] ?? "" }, { caller });
        return { body: spread(found.mailbox) };
      },
    }),
    endpoint({
      method: "put",
      path: "/mailboxes/{id}/password",
      summary: "Change the password of a mailbox; its login keeps its own (C79)",
      permission: "subscriptions.write",
      status: 200,
      body: z.strictObject({ password }),
      secrets: ["password"],
      async handle({ params, body, requestId, caller }) {
        const request = {
          ...body,
          requestId,
          id: params["id"] ?? "",
          loginId: "",
          subscriptionId: "",
        };
        const changed = await mailboxes.changeMailboxPassword(request, { caller });
        return { body: spread(changed.mailbox) };
      },
    }),
    endpoint({
      method: "post",
      path: "/subscriptions/{id}/domains",
      summary: "Register a domain under a hosting subscription (C93)",
      permission: "subscriptions.write",
      status: 201,
      body: z.strictObject({
        name: text(253),
        registeredOn: text(10).default(""),
        notes: text(4_000).default(""),
        saveOnServer: z.boolean().default(true),
      }),
      async handle({ params, body, requestId, caller }) {
        const request = { ...body, requestId, subscriptionId: params["id"] ?? "" };
        return { body: spread((await domains.createDomain(request, { caller })).domain) };
      },
    }),
    endpoint({
      method: "get",
      path: "/domains/{id}",
      summary: "Read a domain",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const found = await domains.getDomain({ id: params["id"] ?? "" }, { caller });
        return { body: spread(found.domain) };
      },
    }),
  ];
}

function spread(held: { readonly item: unknown } | undefined) {
  if (held === undefined) return null;
  const { item, ...rest } = held;
  return { ...(toJson(item) as object), ...(toJson(rest) as object) };
}
