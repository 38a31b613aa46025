import type { CustomerData } from "./customer.ts";
import { digits, fold } from "./text.ts";

/** What a term was taken from, so that a match can say why it is one. */
export type TermKind = "name" | "document" | "phone" | "email" | "address";
export type SearchTerm = { readonly term: string; readonly kind: TermKind };

const longestTerm = 64;

/** Words that every second address or name has: they find nobody. */
const stopWords = new Set([
  ..."rua r avenida av travessa tv alameda al rodovia rod estrada praca pc".split(" "),
  ..."de da do das dos e".split(" "),
]);

/** What the search box finds a customer by, beside his logins and contract numbers; the first kind wins. */
export function customerTerms(customer: CustomerData): SearchTerm[] {
  const { name, document, address } = customer;
  const phone = digits(customer.phone);
  const email = fold(customer.email);
  const street = words(address.street, address.line, address.number);
  const terms: SearchTerm[] = [
    // Nobody hears whether it is D'Ávila or Davila.
    ...words(name, name.replace(/['’]/g, "")).map((term) => ({ term, kind: "name" as const })),
    { term: document.toLowerCase(), kind: "document" },
    ...phoneTerms(phone).map((term) => ({ term, kind: "phone" as const })),
    { term: email, kind: "email" },
    ...[...street, digits(address.postalCode)].map((term) => ({ term, kind: "address" as const })),
    ...pairs(words(name)).map((term) => ({ term, kind: "name" as const })),
    ...pairs(street).map((term) => ({ term, kind: "address" as const })),
  ];
  const first = new Map<string, SearchTerm>();
  for (const { term, kind } of terms) {
    const cut = term.slice(0, longestTerm);
    if (cut !== "" && !first.has(cut)) first.set(cut, { term: cut, kind });
  }
  return [...first.values()];
}

/** Enough for a name of six words; nobody types more of it. */
const mostPairs = 15;

/**
 * Two words of the same name or address, in its order. Half of all customers share the ten commonest
 * words, and only what stands together tells them apart.
 */
function pairs(of: readonly string[]): string[] {
  return of
    .flatMap((first, index) => of.slice(index + 1).map((second) => pairOf(first, second)))
    .slice(0, mostPairs);
}

/** No word holds a plus sign, so that a pair is never taken for a word. */
export function pairOf(first: string, second: string): string {
  return `${first}+${second}`;
}

/** A number is remembered whole, without its country, and without its area code. */
function phoneTerms(phone: string): string[] {
  if (phone === "") return [];
  const national = phone.length > 11 ? phone.replace(/^55/, "") : phone;
  return [phone, national, national.slice(2)];
}

function words(...texts: readonly string[]): string[] {
  return texts
    .flatMap((text) => fold(text).split(/[^a-z0-9@._-]+/))
    .map((word) => word.replace(/^[._-]+|[._-]+$/g, ""))
    .filter((word) => word !== "" && !stopWords.has(word));
}

/**
 * What was typed, as words to look up. A document, phone, postcode, address of hardware or of the
 * network may be typed with its punctuation.
 */
export function queryWords(query: string): string[] {
  const folded = fold(query).slice(0, 120);
  const mac = /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/.test(folded);
  if (mac) return [folded.replace(/[:-]/g, "")];
  const address = /^\d{1,3}(\.\d{1,3}){3}$|^[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:]*$/.test(folded);
  if (address) return [folded];
  const compact = folded.replace(/[.\-/()+\s]/g, "");
  if (/^[0-9.\-/()+\s]+$/.test(folded) && compact.length >= 4) return [compact];
  const cnpj =
    /^[0-9a-z.\-/]{14,18}$/.test(folded) && compact.length === 14 && /\d{2}$/.test(compact);
  if (cnpj && /[./]/.test(folded)) return [compact];
  const found = words(folded);
  // Somebody who types only "rua" sees what there is.
  return found.length > 0 ? found : folded.split(/[^a-z0-9@._-]+/).filter((word) => word !== "");
}
