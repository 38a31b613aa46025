import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Page, request } from "../api/client.ts";
import { formatDocument, phoneMask } from "../ui/masks.ts";
import { toAscii, toUnicode } from "../ui/punycode.ts";
import { useDebounced } from "../ui/use-debounced.ts";
import { type RecentCustomer, useRecentCustomers } from "./recent-customers.ts";
import { type FoundCustomer, groupsOf, type Match, type SearchRow } from "./search-groups.ts";

const shownResults = 15;
const leastLetters = 2;

/** What the box offers for a text: the last customers, or what was found, grouped by what matched. */
export function useSearchOptions(text: string) {
  const { t, i18n } = useTranslation();
  const recent = useRecentCustomers();
  const typed = text.trim();
  const wanted = useDebounced(typed);
  const found = useQuery({
    queryKey: ["customers", "search", wanted],
    queryFn: ({ signal }) =>
      request<Page<FoundCustomer>>("/customers", {
        query: { q: searchedFor(wanted), limit: shownResults },
        signal,
      }),
    enabled: wanted.length >= leastLetters,
    placeholderData: (last) => last,
  });
  if (typed.length < leastLetters) {
    const options =
      recent.length === 0 ? [] : [group(t("search.recent"), recent.map(recentOption))];
    return { options, isSearching: false, isEmpty: false, error: null };
  }
  const isSearching = found.isFetching || wanted !== typed;
  const groups = groupsOf(found.data?.items ?? []);
  const nameOf = (kind: string) =>
    i18n.exists(`search.kind.${kind}`) ? t(`search.kind.${kind}`) : kind;
  const options = groups.map(({ kind, rows }) => group(nameOf(kind), rows.map(foundOption)));
  const error = isSearching ? null : found.error;
  const isEmpty = !isSearching && error === null && groups.length === 0;
  return { options, isSearching, isEmpty, error };
}

/** A domain is kept in A-labels, and asked for as its owner writes it. */
function searchedFor(text: string): string {
  const isForeign = text.includes(".") && !/^[ -~]*$/.test(text);
  return (isForeign ? toAscii(text) : undefined) ?? text;
}

type Option = { readonly value: string; readonly label: React.ReactNode };

function group(label: string, options: Option[]) {
  return { label, options };
}

function recentOption({ id, name, document }: RecentCustomer): Option {
  return { value: pathOf(id), label: <Result name={name} more={[formatDocument(document)]} /> };
}

function foundOption({ customer, match }: SearchRow): Option {
  const { id, name, document, city, phone } = customer;
  const more =
    match === undefined
      ? [formatDocument(document), city, phoneMask.format(phone ?? "")]
      : [textOf(match), city];
  return { value: pathOf(id), label: <Result name={name} more={more} /> };
}

function textOf({ kind, text }: Match): string {
  if (kind === "document") return formatDocument(text);
  if (kind === "domain") return toUnicode(text);
  return kind === "phone" ? phoneMask.format(phoneMask.strip(text)) : text;
}

function pathOf(customerId: string): string {
  return `/customers/${customerId}`;
}

function Result({ name, more }: { readonly name: string; readonly more: readonly string[] }) {
  return (
    <div className="search-result">
      <span className="search-name">{name}</span>
      <span className="search-more number">{more.filter((part) => part !== "").join(" · ")}</span>
    </div>
  );
}
