import type { radius } from "@isp/contracts";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";

/** The network as those see it who keep it running. */
export function nocRoutes({ noc }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/network/health",
      summary: "Read who is online where, now and a day ago, what is refused, which NAS is silent",
      permission: "sessions.read",
      status: 200,
      handle: async ({ caller }) => ({ body: toJson(await noc.getNetworkHealth({}, { caller })) }),
    }),
    endpoint({
      method: "get",
      path: "/network/online",
      summary: "Read how many were online every five minutes since yesterday",
      permission: "sessions.read",
      status: 200,
      handle: async ({ caller }) => historyOf(await noc.getOnlineHistory(everywhere, { caller })),
    }),
    endpoint({
      method: "get",
      path: "/routing-points/{id}/online",
      summary: "Read how many were online at a routing point every five minutes since yesterday",
      permission: "sessions.read",
      status: 200,
      async handle({ params, caller }) {
        const request = { routingPointId: params["id"] ?? "" };
        return historyOf(await noc.getOnlineHistory(request, { caller }));
      },
    }),
    endpoint({
      method: "get",
      path: "/routing-points/{id}/sessions",
      summary: "List the open sessions of a routing point, the odd ones first, with what is odd",
      permission: "sessions.read",
      status: 200,
      async handle({ params, caller }) {
        const request = { routingPointId: params["id"] ?? "" };
        const { sessions, total } = await noc.listMarkedSessions(request, { caller });
        const items = sessions.map(({ session, marks }) => ({
          ...(toJson(session) as object),
          marks,
        }));
        return { body: { items, total } };
      },
    }),
  ];
}

const everywhere = { routingPointId: "" };

function historyOf({ samples }: radius.GetOnlineHistoryResponse) {
  return { body: { items: samples.map(toJson) } };
}
