import { useQuery } from "@tanstack/react-query";
import { request } from "../../api/client.ts";
import type { CustomerTree } from "../../api/subscriptions.ts";

/** The customer with every plan and item, in one answer. */
export function useCustomerTree(customerId: string) {
  return useQuery({
    queryKey: ["customers", customerId, "tree"],
    queryFn: ({ signal }) => request<CustomerTree>(`/customers/${customerId}/tree`, { signal }),
    enabled: customerId !== "",
  });
}
