import { useQuery } from "@tanstack/react-query";
import type { Invoice } from "../../api/billing.ts";
import { type Page, request } from "../../api/client.ts";
import { useMay } from "../../app/session.tsx";

/** The customer's invoices, newest first. */
export function useCustomerInvoices(customerId: string) {
  const isAllowed = useMay("billing.read");
  return useQuery({
    queryKey: ["customers", customerId, "invoices"],
    queryFn: ({ signal }) =>
      request<Page<Invoice>>(`/customers/${customerId}/invoices`, {
        query: { limit: 100 },
        signal,
      }),
    enabled: isAllowed,
  });
}
