/** Counts what happens under a key over the last one to two periods. */
export type WindowCount = {
  /** Counts one more, and answers how many there are now. */
  readonly note: (key: string) => number;
  readonly count: (key: string) => number;
  /** Called once a period. */
  readonly turn: () => void;
};

type Period = { readonly known: Map<string, number>; shared: Uint32Array | undefined };

/** A power of two: what is beyond the capacity shares so many counters, and is never uncounted. */
const sharedCounters = 2 ** 16;

/**
 * At most `capacity` keys a period are told apart, since names and addresses come from outside and never
 * end; further ones share counters, which can only count too much.
 */
export function windowCount(capacity: number): WindowCount {
  let young: Period = { known: new Map(), shared: undefined };
  let old = young;
  // Two may share a counter, but nobody can choose who shares his.
  const seed = Math.floor(Math.random() * 2 ** 32);
  const within = ({ known, shared }: Period, key: string): number =>
    known.get(key) ?? shared?.[counterOf(key, seed)] ?? 0;
  const count = (key: string): number =>
    within(young, key) + (old === young ? 0 : within(old, key));
  return {
    note(key) {
      const { known } = young;
      const before = known.get(key);
      if (before !== undefined || known.size < capacity) known.set(key, (before ?? 0) + 1);
      else {
        young.shared ??= new Uint32Array(sharedCounters);
        const at = counterOf(key, seed);
        young.shared[at] = (young.shared[at] ?? 0) + 1;
      }
      return count(key);
    },
    count,
    turn() {
      old = young;
      young = { known: new Map(), shared: undefined };
    },
  };
}

/** FNV-1a. */
function counterOf(key: string, seed: number): number {
  let sum = seed;
  for (let at = 0; at < key.length; at += 1)
    sum = Math.imul(sum ^ key.charCodeAt(at), 0x01_00_01_93);
  return (sum ^ (sum >>> 16)) & (sharedCounters - 1);
}
