import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";

/** The connection of a login, and what access servers are asked to do with it (C88). */
export function connectionRoutes(clients: Clients): Endpoint[] {
  return [...loginConnectionRoutes(clients), ...routingPointRoutes(clients)];
}

const idOf = (params: Readonly<Record<string, string>>) => params["id"] ?? "";

function loginConnectionRoutes({ sessions, control }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/logins/{id}/connection",
      summary: "Read the open connection of a login; 404 when it is offline",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const { session } = await sessions.getConnection({ loginId: idOf(params) }, { caller });
        return { body: toJson(session) };
      },
    }),
    endpoint({
      method: "delete",
      path: "/logins/{id}/connection",
      summary: "Ask the NAS to disconnect a login; its answer follows (C88)",
      permission: "sessions.disconnect",
      status: 202,
      async handle({ params, requestId, caller }) {
        const request = { requestId, loginId: idOf(params) };
        const { requests } = await control.disconnectLogin(request, { caller });
        return { body: { items: requests.map(toJson) } };
      },
    }),
    endpoint({
      method: "get",
      path: "/logins/{id}/connection/requests",
      summary: "List what the NAS was asked last about a login's sessions, and what it answered",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const { requests } = await control.listControlRequests(
          { loginId: idOf(params) },
          { caller },
        );
        return { body: { items: requests.map(toJson) } };
      },
    }),
    endpoint({
      method: "post",
      path: "/logins/{id}/connection/close-record",
      summary: "Close the record of a stuck session that its NAS did not end (C88)",
      permission: "sessions.disconnect",
      status: 200,
      async handle({ params, requestId, caller }) {
        const request = { requestId, loginId: idOf(params) };
        const closed = await control.closeRecord(request, { caller });
        return { body: { items: closed.sessions.map(toJson) } };
      },
    }),
  ];
}

function routingPointRoutes({ control }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/routing-points/{id}/disconnect",
      summary: "Read how many sessions a routing point has, and how far its last disconnection is",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const request = { routingPointId: idOf(params) };
        return { body: toJson(await control.getRoutingPointSessions(request, { caller })) };
      },
    }),
    endpoint({
      method: "post",
      path: "/routing-points/{id}/disconnect",
      summary: "Disconnect every session of a routing point, of which there must be so many (C88)",
      permission: "sessions.disconnect",
      status: 202,
      body: z.strictObject({ confirmCount: z.int().min(0).max(10_000_000) }),
      async handle({ params, body, requestId, caller }) {
        const request = { ...body, requestId, routingPointId: idOf(params) };
        const { batch } = await control.disconnectRoutingPoint(request, { caller });
        return { body: toJson(batch) };
      },
    }),
  ];
}
