import type { Caller } from "@isp/rpc";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { refuse } from "../http/errors.ts";
import { toJson } from "../http/json.ts";
import { instant, page, pageQuery, password, queryNumber, word } from "../http/schemas.ts";
import { reason } from "./connection-search.ts";

/** Mailboxes, and the sessions of logins. */
export function accessRoutes(clients: Clients): Endpoint[] {
  return [...sessionRoutes(clients), ...itemRoutes(clients)];
}

function sessionRoutes({ sessions }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/sessions",
      summary:
        "List sessions by login, address or routing point, at an instant if it is given; with a reason, as a court asks",
      permission: "sessions.read",
      // Who asks for a port, says why, or names an instant asks who had an address (API: audited).
      isAudited: ({ ip, at, port, reason }) =>
        port !== undefined || reason !== undefined || (Boolean(ip) && at !== undefined),
      status: 200,
      query: pageQuery.extend({
        login: word(64).default(""),
        ip: word(45).default(""),
        at: instant.optional(),
        routingPointId: word(36).default(""),
        open: z.enum(["true", "false"]).default("false"),
        port: queryNumber(0, 65_535).optional(),
        reason: reason.optional(),
      }),
      async handle({ query, caller }) {
        if (query.port !== undefined || query.reason !== undefined)
          return { body: await searched(sessions, query, caller) };
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

type Asked = {
  readonly ip: string;
  readonly at?: Date | undefined;
  readonly port?: number | undefined;
  readonly reason?: string | undefined;
};

/** Needs `sessions.search`, which radius holds the caller to. */
async function searched(sessions: Clients["sessions"], asked: Asked, caller: Caller) {
  const needed = { ip: asked.ip, at: asked.at, reason: asked.reason };
  const fields = Object.entries(needed)
    .filter(([, value]) => value === undefined || value === "")
    .map(([name]) => ({ pointer: `/${name}`, detail: "must be given" }));
  if (fields.length > 0)
    throw refuse.invalid("A search for a connection names them all.", { fields });
  const { ip, at, port = 0 } = asked;
  const found = await sessions.searchConnections({ ip, port, at }, { caller });
  return page(found.sessions.map(toJson), "");
}

function itemRoutes({ mailboxes }: Clients): Endpoint[] {
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
  ];
}

function spread(held: { readonly item: unknown } | undefined) {
  if (held === undefined) return null;
  const { item, ...rest } = held;
  return { ...(toJson(item) as object), ...(toJson(rest) as object) };
}
