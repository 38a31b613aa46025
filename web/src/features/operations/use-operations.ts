import { useQuery } from "@tanstack/react-query";
import { type Page, request } from "../../api/client.ts";
import { isMoving, type Operation } from "../../api/operations.ts";

const pollMs = 1_500;

/** The operations of a plan, newest first; one that runs moves by itself. */
export function useOperations(subscriptionId: string) {
  return useQuery({
    queryKey: ["operations", "of", subscriptionId],
    queryFn: ({ signal }) =>
      request<Page<Operation>>(`/subscriptions/${subscriptionId}/operations`, { signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(isMoving) === true ? pollMs : false),
  });
}
