import type { Customer } from "../api/customers.ts";

/** What a word of the query named, where the customer's name does not say it. */
export type Match = { readonly kind: string; readonly text: string };
export type FoundCustomer = Customer & { readonly matches?: readonly Match[] };

export type SearchRow = { readonly customer: FoundCustomer; readonly match: Match | undefined };
export type SearchGroup = { readonly kind: string; readonly rows: readonly SearchRow[] };

const kindOrder = [
  "name",
  "contract",
  "document",
  "phone",
  "login",
  "email",
  "mailbox",
  "ip",
  "domain",
  "address",
];

/** Puts the customers under what was found of them, names first; each customer stands once. */
export function groupsOf(found: readonly FoundCustomer[]): SearchGroup[] {
  const rows = found.map((customer) => ({ customer, match: customer.matches?.[0] }));
  const kinds = [...new Set(rows.map(kindOf))].toSorted((one, other) => rank(one) - rank(other));
  return kinds.map((kind) => ({ kind, rows: rows.filter((row) => kindOf(row) === kind) }));
}

function kindOf({ match }: SearchRow): string {
  return match?.kind ?? "name";
}

function rank(kind: string): number {
  const place = kindOrder.indexOf(kind);
  return place === -1 ? kindOrder.length : place;
}
