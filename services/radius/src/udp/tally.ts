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
  const rows = new Map<string, Row<Fact>>();
  let dropped = 0;
  return {
    note(key, fact) {
      const row = rows.get(key);
      if (row !== undefined) {
        row.count += 1;
        if (row.count === 1) row.fact = fact();
      } else if (rows.size < capacity) {
        rows.set(key, { fact: fact(), count: 1, toldAt: Number.NEGATIVE_INFINITY });
      } else {
        dropped += 1;
      }
    },
    due(now, atMost) {
      const due: Row<Fact>[] = [];
      for (const [key, row] of rows) {
        if (now - row.toldAt < periodMs) continue;
        if (row.count === 0) rows.delete(key);
        else if (due.push(row) === atMost) break;
      }
      const counted = due.map((row) => ({ row, fact: row.fact, count: row.count }));
      return {
        facts: counted.map(({ fact, count }) => ({ fact, count })),
        settle() {
          for (const { row, count } of counted) {
            row.count -= count;
            row.toldAt = now;
          }
        },
      };
    },
    dropped: () => dropped,
  };
}
