import { createHash } from "node:crypto";

/** Chance that comes out the same for the same words, whatever was drawn before. */
export type Chance = {
  /** A whole number from 0 up to, not including, `below`. */
  readonly number: (below: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
};

export function chanceOf(...words: readonly (string | number)[]): Chance {
  let state = createHash("sha256").update(words.join("\0")).digest().readUInt32LE(0);
  const number = (below: number) => {
    // Mulberry32 (public domain, Tommy Ettinger): small, and good enough to make up customers.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
  return {
    number,
    pick(items) {
      const item = items[number(items.length)];
      if (item === undefined) throw new RangeError("There is nothing to pick from.");
      return item;
    },
  };
}
