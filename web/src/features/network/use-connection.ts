import { useQuery } from "@tanstack/react-query";
import { request } from "../../api/client.ts";
import type { Connection } from "../../api/network.ts";
import { ApiProblem } from "../../api/problem.ts";

/** The open connection of a login; null when it is offline. */
export function useConnection(loginId: string | undefined) {
  return useQuery({
    queryKey: ["logins", loginId, "connection"],
    queryFn: ({ signal }) => readConnection(loginId ?? "", signal),
    enabled: loginId !== undefined,
    refetchInterval: 30_000,
    refetchIntervalInBackground: false,
  });
}

async function readConnection(loginId: string, signal: AbortSignal): Promise<Connection | null> {
  try {
    return await request<Connection>(`/logins/${loginId}/connection`, { signal });
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}
