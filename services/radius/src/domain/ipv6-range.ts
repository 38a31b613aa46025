import { rangeOf } from "./address-range.ts";

/** Prefixes that a class gives with its addresses; the n-th address has the n-th. */
export type PrefixRange = { readonly first: bigint; readonly bits: number };

/** What one customer gets: a network for his line, and one for what is behind his router (RFC 6177). */
export const prefixLength = { framed: 64, delegated: 56 } as const;

const allBits = 128;
const groupBits = 16n;

/** The network that `2001:db8::/40` names, or null where it names none or an address inside one. */
export function prefixRangeOf(text: string): PrefixRange | null {
  const [address = "", length = "", ...rest] = text.split("/");
  const first = ipv6Number(address);
  const bits = /^\d{1,3}$/.test(length) ? Number(length) : allBits + 1;
  if (first === null || rest.length > 0 || bits > allBits) return null;
  return first % (1n << BigInt(allBits - bits)) === 0n ? { first, bits } : null;
}

/** The n-th prefix of this length, as it is written in an attribute. */
export function prefixAt({ first }: PrefixRange, length: number, n: number): string {
  const address = first + (BigInt(n) << BigInt(allBits - length));
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address >> (groupBits * BigInt(7 - index))) & 0xffffn).toString(16),
  );
  return `${groups.join(":")}/${length}`;
}

/** Why a class cannot give such prefixes; null where it can, or gives none. */
export function prefixProblem(cidr: string, text: string, length: number): string | null {
  if (text === "") return null;
  const [range, addresses] = [prefixRangeOf(text), rangeOf(cidr)];
  if (range === null) return "must be an IPv6 network such as 2001:db8::/40";
  if (addresses === null) return null;
  const needed = addresses.last - addresses.first + 1;
  const isEnough = range.bits <= length && 2 ** (length - range.bits) >= needed;
  return isEnough ? null : `must hold ${needed} prefixes of /${length}`;
}

function ipv6Number(text: string): bigint | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const groups = [...head, ...Array.from({ length: missing }, () => "0"), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return groups.reduce((number, group) => (number << groupBits) + BigInt(`0x${group}`), 0n);
}
