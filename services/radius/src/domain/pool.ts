import { addressNumber, rangeOf } from "./address-range.ts";
import type { IpClass } from "./network-lists.ts";

/** Addresses are leased to replicas by so many at once; a block is named by its place among all addresses. */
export const blockSize = 64;

/** What can be given out of an IP class. */
export type Pool = {
  /** First and last address that a customer can have, as numbers. */
  readonly first: number;
  readonly last: number;
  readonly gateway: number | null;
};

/** Without the network's own address and the broadcast, where the range has them. */
export function poolOf({ cidr, gateway }: Pick<IpClass, "cidr" | "gateway">): Pool | null {
  const range = rangeOf(cidr);
  if (range === null) return null;
  const edge = range.last - range.first >= 2 ? 1 : 0;
  return {
    first: range.first + edge,
    last: range.last - edge,
    gateway: addressNumber(gateway),
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
