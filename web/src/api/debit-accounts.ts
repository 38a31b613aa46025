import { useQuery } from "@tanstack/react-query";
import { type Page, request } from "./client.ts";

export type DebitAccount = {
  readonly id: string;
  readonly version: number;
  readonly bankCode: string;
  readonly agency: string;
  readonly account: string;
  readonly holder: string;
  readonly document: string;
};

/** The debit accounts of a customer. */
export function useDebitAccounts(customerId: string) {
  return useQuery({
    queryKey: ["debit-accounts", customerId],
    queryFn: ({ signal }) =>
      request<Page<DebitAccount>>(`/customers/${customerId}/debit-accounts`, { signal }),
  });
}

/** How an account is told from another where one is chosen. */
export function accountName({ bankCode, agency, account, holder }: DebitAccount): string {
  return `${bankCode} · ${agency} · ${account} · ${holder}`;
}
