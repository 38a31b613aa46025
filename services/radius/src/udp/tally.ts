/** What happens often and is told seldom: at once the first time, then once a period with a count. */
export type Tally<Fact> = {
  readonly note: (key: string, fact: () => Fact) => void;
  /** Some of what is to be told now. `settle` is called when it was told; untold facts stay due. */
  readonly due: (now: number, atMost: number) => Due<Fact>;
  /** How many facts found no room. */
  readonly dropped: () => number;
};

export type Due<Fact> = {
  readonly facts: readonly { readonly fact: Fact; readonly count: number }[];
  readonly settle: () => void;
};

type Row<Fact> = { fact: Fact; count: number; toldAt: number };

/** At most `capacity` keys are remembered: names and addresses come from outside and never end. */
export function tally<Fact>(periodMs: number, capacity: number): Tally<Fact> {
  const untold = new Map<string, Row<Fact>>();
  /** Those that were told longest ago come first, so that nobody looks through all of them for what is due. */
  const told = new Map<string, Row<Fact>>();
  let dropped = 0;

  function* dueAt(now: number): Generator<[key: string, row: Row<Fact>]> {
    yield* untold;
    for (const [key, row] of told) {
      if (now - row.toldAt < periodMs) return;
      if (row.count === 0) told.delete(key);
      else yield [key, row];
    }
  }

  return {
    note(key, fact) {
      const row = untold.get(key) ?? told.get(key);
      if (row !== undefined) {
        row.count += 1;
        if (row.count === 1) row.fact = fact();
      } else if (untold.size + told.size < capacity) {
        untold.set(key, { fact: fact(), count: 1, toldAt: Number.NEGATIVE_INFINITY });
      } else {
        dropped += 1;
      }
    },
    due(now, atMost) {
      const counted: { key: string; row: Row<Fact>; fact: Fact; count: number }[] = [];
      for (const [key, row] of dueAt(now)) {
        counted.push({ key, row, fact: row.fact, count: row.count });
        if (counted.length === atMost) break;
      }
      return {
        facts: counted.map(({ fact, count }) => ({ fact, count })),
        settle() {
          for (const { key, row, count } of counted) {
            row.count -= count;
            row.toldAt = now;
            untold.delete(key);
            told.delete(key);
            told.set(key, row);
          }
        },
      };
    },
    dropped: () => dropped,
  };
}
