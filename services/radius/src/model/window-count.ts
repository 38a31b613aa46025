/** Counts what happens under a key over the last one to two periods. */
export type WindowCount = {
  /** Counts one more, and answers how many there are now. */
  readonly note: (key: string) => number;
  readonly count: (key: string) => number;
  /** Called once a period. */
  readonly turn: () => void;
};

/** At most `capacity` keys a period: names and addresses come from outside and never end. */
export function windowCount(capacity: number): WindowCount {
  let young = new Map<string, number>();
  let old = new Map<string, number>();
  const count = (key: string): number => (young.get(key) ?? 0) + (old.get(key) ?? 0);
  return {
    note(key) {
      const known = young.get(key);
      if (known !== undefined || young.size < capacity) young.set(key, (known ?? 0) + 1);
      return count(key);
    },
    count,
    turn() {
      old = young;
      young = new Map();
    },
  };
}
