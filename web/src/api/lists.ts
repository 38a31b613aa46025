import { useQuery } from "@tanstack/react-query";
import { type Page, type Query, request } from "./client.ts";

const listLimit = 200;

/** Reads one of the catalogue's short lists whole; they change seldom, so they are kept a while. */
export function useList<T>(name: string, query: Query = {}) {
  return useQuery({
    queryKey: [name, "list", query],
    queryFn: ({ signal }) =>
      request<Page<T>>(`/${name}`, { query: { limit: listLimit, ...query }, signal }),
    select: (page) => page.items,
    staleTime: 60_000,
  });
}
