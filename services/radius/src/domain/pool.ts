import { addressNumber, rangeOf } from "./address-range.ts";
import { type PrefixRange, prefixAt, prefixLength, prefixRangeOf } from "./ipv6-range.ts";
import type { IpClass } from "./network-lists.ts";

/** Addresses are leased to replicas by so many at once; a block is named by its place among all addresses. */
export const blockSize = 64;

/** What can be given out of an IP class. */
export type Pool = {
  /** First and last address that a customer can have, as numbers. */
  readonly first: number;
  readonly last: number;
  readonly gateway: number | null;
  /** The range's own first address, by which prefixes are counted. */
  readonly base: number;
  readonly framed: PrefixRange | null;
  readonly delegated: PrefixRange | null;
};

type PoolTerms = Pick<IpClass, "cidr" | "gateway" | "framedIpv6" | "delegatedIpv6">;

/** Without the network's own address and the broadcast, where the range has them. */
export function poolOf(ipClass: PoolTerms): Pool | null {
  const { cidr, gateway, framedIpv6, delegatedIpv6 } = ipClass;
  const range = rangeOf(cidr);
  if (range === null) return null;
  const edge = range.last - range.first >= 2 ? 1 : 0;
  return {
    first: range.first + edge,
    last: range.last - edge,
    gateway: addressNumber(gateway),
    base: range.first,
    framed: prefixRangeOf(framedIpv6),
    delegated: prefixRangeOf(delegatedIpv6),
  };
}

export function isGivenOut({ first, last, gateway }: Pool, address: number): boolean {
  return address >= first && address <= last && address !== gateway;
}

export const blockOf = (address: number): number => Math.floor(address / blockSize);

/** The blocks that a pool reaches into, in order. */
export function blocksOf({ first, last }: Pool): { readonly from: number; readonly to: number } {
  return { from: blockOf(first), to: blockOf(last) };
}

export type Prefixes = { readonly framed: string | null; readonly delegated: string | null };

/** The prefixes that go with an address of the class; one from elsewhere has none. */
export function prefixesOf(pool: Pool, address: string): Prefixes {
  const number = addressNumber(address);
  const { base, last, framed, delegated } = pool;
  if (number === null || number < base || number > last) return { framed: null, delegated: null };
  const at = (range: PrefixRange | null, length: number) =>
    range === null ? null : prefixAt(range, length, number - base);
  return {
    framed: at(framed, prefixLength.framed),
    delegated: at(delegated, prefixLength.delegated),
  };
}
