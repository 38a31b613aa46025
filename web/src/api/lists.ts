import { useQuery } from "@tanstack/react-query";
import { useMay } from "../app/session.tsx";
import { type Page, type Query, request } from "./client.ts";

const pageSize = 200;

const readBy: Readonly<Record<string, string>> = {
  "business-units": "catalogue.read",
  plans: "catalogue.read",
  salespeople: "catalogue.read",
  "cancellation-reasons": "catalogue.read",
  statuses: "catalogue.read",
  "contract-templates": "catalogue.read",
  "due-days": "catalogue.read",
  "payment-forms": "catalogue.read",
  servers: "catalogue.read",
  "routing-points": "network.read",
  nas: "network.read",
  "ip-classes": "network.read",
  "speed-profiles": "network.read",
  roles: "operators.read",
  customers: "customers.read",
  "debit-accounts": "customers.read",
};

/** True when the operator's role opens a list of the API; what is in none of them is asked for. */
export function useMayRead(list: string): boolean {
  const permission = readBy[list];
  const isAllowed = useMay(permission ?? "");
  return permission === undefined || isAllowed;
}

/** Reads one of the catalogue's short lists whole; they change seldom, so they are kept a while. */
export function useList<T>(name: string, query: Query = {}) {
  const isAllowed = useMayRead(name);
  return useQuery({
    enabled: isAllowed,
    queryKey: [name, "list", query],
    queryFn: ({ signal }) => readAll<T>(`/${name}`, query, signal),
    staleTime: 60_000,
  });
}

async function readAll<T>(path: string, query: Query, signal: AbortSignal): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<T> = await request(path, {
      query: { limit: pageSize, ...query, cursor },
      signal,
    });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}
