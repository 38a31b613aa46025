import { useQuery } from "@tanstack/react-query";
import { request } from "./client.ts";

/** What a NAS was asked about one session, and what it answered. */
export type ControlRequest = {
  readonly id: string;
  readonly sessionId: string;
  readonly kind: "disconnect" | "coa";
  readonly state: "queued" | "ack" | "nak" | "timeout";
  readonly errorCause: number;
  readonly errorCauseName: string;
  readonly attempts: number;
  readonly queuedAt: string;
  readonly answeredAt?: string | null;
};

export type DisconnectBatch = {
  readonly id: string;
  readonly sessions: number;
  readonly queued: number;
  readonly ack: number;
  readonly nak: number;
  readonly timeout: number;
  readonly requestedBy: string;
  readonly requestedAt: string;
};

export type PointSessions = { readonly open: number; readonly batch?: DisconnectBatch | null };

const whileWaitingMs = 1_000;
const usuallyMs = 10_000;

/** What was asked last about a login's sessions; read often while an answer is awaited. */
export function useControlRequests(loginId: string) {
  return useQuery({
    queryKey: ["logins", loginId, "requests"],
    queryFn: async ({ signal }) => {
      const path = `/logins/${loginId}/connection/requests`;
      return (await request<{ readonly items: readonly ControlRequest[] }>(path, { signal })).items;
    },
    refetchInterval: ({ state }) =>
      state.data?.some(({ state: now }) => now === "queued") ? whileWaitingMs : usuallyMs,
  });
}

/** How many are connected at a routing point, and how far its last disconnection is. */
export function usePointSessions(routingPointId: string | undefined) {
  return useQuery({
    queryKey: ["routing-points", routingPointId, "disconnect"],
    queryFn: ({ signal }) =>
      request<PointSessions>(`/routing-points/${routingPointId ?? ""}/disconnect`, { signal }),
    enabled: routingPointId !== undefined,
    refetchInterval: ({ state }) =>
      (state.data?.batch?.queued ?? 0) > 0 ? whileWaitingMs : usuallyMs,
  });
}
