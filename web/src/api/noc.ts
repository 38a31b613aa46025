import { useQuery } from "@tanstack/react-query";
import { request } from "./client.ts";
import type { Session } from "./network.ts";

export type PointHealth = {
  readonly routingPointId: string;
  readonly name: string;
  readonly online: number;
  /** Absent where nobody counted a day ago. */
  readonly yesterday?: number | null;
};

export type NetworkHealth = {
  /** Everybody, also who is at no routing point. */
  readonly online: number;
  readonly yesterday?: number | null;
  readonly points: readonly PointHealth[];
  readonly silent: readonly {
    readonly nasId: string;
    readonly name: string;
    readonly open: number;
    readonly since: string;
  }[];
  readonly rejects: readonly { readonly reason: string; readonly count: number }[];
};

export type MarkedSession = Session & { readonly marks: readonly string[] };

const liveMs = 15_000;

/** Who is online where, what is refused, and which NAS is silent; kept current. */
export function useNetworkHealth() {
  return useQuery({
    queryKey: ["network-health"],
    queryFn: ({ signal }) => request<NetworkHealth>("/network/health", { signal }),
    refetchInterval: liveMs,
  });
}

export type OnlineSample = { readonly at: string; readonly online: number };

const sampledMs = 60_000;

/** How many were online since yesterday, every five minutes; of the whole network where no point is named. */
export function useOnlineHistory(routingPointId: string) {
  return useQuery({
    queryKey: ["network-health", "online", routingPointId],
    queryFn: async ({ signal }) => {
      const path =
        routingPointId === "" ? "/network/online" : `/routing-points/${routingPointId}/online`;
      return (await request<{ readonly items: readonly OnlineSample[] }>(path, { signal })).items;
    },
    refetchInterval: sampledMs,
  });
}

type Marked = { readonly items: readonly MarkedSession[]; readonly total: number };

/** The open sessions of a routing point with what is odd about them. */
export function useMarkedSessions(routingPointId: string) {
  return useQuery({
    queryKey: ["routing-points", routingPointId, "sessions"],
    queryFn: ({ signal }) =>
      request<Marked>(`/routing-points/${routingPointId}/sessions`, { signal }),
    refetchInterval: liveMs,
  });
}
