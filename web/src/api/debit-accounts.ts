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
  readonly kind: "account" | "card";
  readonly cardBrand: string;
  readonly cardLastDigits: string;
  readonly cardExpires: string;
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
export function accountName(debit: DebitAccount): string {
  return `${numberOf(debit)} · ${debit.holder}`;
}

/** Bank, agency and account, or what is known of a card. */
export function numberOf(debit: DebitAccount): string {
  const { kind, bankCode, agency, account, cardBrand, cardLastDigits, cardExpires } = debit;
  if (kind !== "card") return `${bankCode} · ${agency} · ${account}`;
  return `${cardBrand} •••• ${cardLastDigits} · ${monthOf(cardExpires)}`;
}

const monthOf = (month: string) => month.split("-").toReversed().join("/");
