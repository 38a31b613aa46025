import { useQuery } from "@tanstack/react-query";
import { useMay } from "../app/session.tsx";
import { type Page, type Query, request } from "./client.ts";

const listLimit = 200;

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
    queryFn: ({ signal }) =>
      request<Page<T>>(`/${name}`, { query: { limit: listLimit, ...query }, signal }),
    select: (page) => page.items,
    staleTime: 60_000,
  });
}
