import type { Query } from "../../api/client.ts";

/** The filters of an address that a list knows, as the API takes them. */
export function queryOf(search: URLSearchParams, names: readonly string[]): Query {
  const given = names.map((name) => [name, search.get(name) ?? ""] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== ""));
}

export type SortOrder = "ascend" | "descend" | null;

/** How a column stands in the order that an address names; a minus turns it round. */
export function orderOf(sort: string | undefined, key: string): SortOrder {
  if (sort === key) return "ascend";
  return sort === `-${key}` ? "descend" : null;
}

/** The API's word for a column's order; empty for the list's own. */
export function sortOf(key: string, order: SortOrder | undefined): string {
  if (order === "ascend") return key;
  return order === "descend" ? `-${key}` : "";
}

/** The same address with one thing changed; empty takes it out. */
export function changed(search: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value === "") next.delete(name);
  else next.set(name, value);
  return next;
}
