import { useQuery } from "@tanstack/react-query";
import { request } from "./client.ts";
import type { Session } from "./network.ts";

export type RadiusAttribute = { readonly name: string; readonly value: string };

export type Diagnosis = {
  readonly findings: readonly string[];
  readonly planName: string;
  readonly service: string;
  readonly rejects: readonly {
    readonly reason: string;
    readonly count: number;
    readonly lastAt: string;
    readonly nasId: string;
    readonly mac: string;
  }[];
  readonly boundMacs: readonly string[];
  readonly lastMac: string;
  readonly macMatches: boolean;
  readonly routingPointId: string;
  readonly lastNasName: string;
  readonly lastNasRoutingPointId: string;
  readonly nasMatches: boolean;
  readonly openSessions: readonly Session[];
  readonly simultaneousUse: number;
  readonly clockSkewed: boolean;
  readonly clockAheadSeconds: number;
};

const liveMs = 5_000;

/** What RADIUS holds of a login, kept current; the password only while somebody looks at it. */
export function useRadiusAttributes(loginId: string, withPassword: boolean) {
  return useQuery({
    queryKey: ["logins", loginId, "radius", withPassword],
    queryFn: async ({ signal }) => {
      const query = { password: withPassword };
      type Answer = { readonly attributes: readonly RadiusAttribute[] };
      const path = `/logins/${loginId}/radius`;
      return (await request<Answer>(path, { query, signal })).attributes;
    },
    placeholderData: (last) => last,
    // Each look at a password is written into the trail; the rest refreshes by itself.
    refetchInterval: withPassword ? false : liveMs,
    gcTime: withPassword ? 0 : liveMs,
  });
}

/** Why a login does not connect, kept current. */
export function useDiagnosis(loginId: string) {
  return useQuery({
    queryKey: ["logins", loginId, "diagnosis"],
    queryFn: ({ signal }) => request<Diagnosis>(`/logins/${loginId}/diagnosis`, { signal }),
    refetchInterval: liveMs,
  });
}
