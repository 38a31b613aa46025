import type { DataSource } from "typeorm";

/** What a row says of itself without being read: enough to know whether it has to be. */
export type Stamp = { readonly id: string; readonly version: string };

/** Which of the two windows is read: the two minutes, or the last seconds after a hint. */
export type Window = "wide" | "quick";

type Named = { readonly id: string };

type Options<S extends Named> = {
  readonly table: "logins" | "ips" | "live_sessions";
  /** When a row was touched; an index over it alone answers which rows those are. */
  readonly at?: "touched_at" | "received_at" | "ended_at";
  /** What makes a row another than it was, out of the same index. */
  readonly digested?: string;
  /** The columns of a stamp. */
  readonly columns: string;
  readonly isNew: (stamp: S) => boolean;
};

/**
 * Eight octets of MD5 and not a CRC, which is linear: two logins that both go from version 1 to 2 change
 * the exclusive-or of their CRCs by the same bits twice, and so not at all.
 */
const digestOf = (text: string): string =>
  `BIT_XOR(CAST(CONV(LEFT(MD5(${text}), 16), 16, 10) AS UNSIGNED))`;

type Second = { readonly at: number; readonly digest: string };

const pageSize = 5_000;
/** TO_SECONDS counts from the year 0, and no time zone changes what it says. */
const unixEpochSeconds = 62_167_219_200;
const instantOf = (second: number): Date => new Date((second - unixEpochSeconds) * 1_000);

/**
 * Finds the rows that were touched since an instant and are not known yet. The windows of one reader
 * overlap many times, because a row may be committed long after it was touched. So each second of a
 * window has a digest that the database makes from its index alone, and only a second whose digest is
 * another than last time is looked at: after an import of 100,000 logins, 120 lines instead of 100,000.
 */
export function touchedRows<S extends Named>(
  db: DataSource,
  {
    table,
    columns,
    isNew,
    at: touchedAt = "touched_at",
    digested = "CONCAT(id, ' ', version)",
  }: Options<S>,
): (from: Date) => AsyncGenerator<string[]> {
  let seen = new Map<number, string>();

  async function secondsSince(from: Date): Promise<Second[]> {
    // Whole seconds: one that the window cuts would have another digest each time.
    const start = new Date(Math.floor(from.getTime() / 1_000) * 1_000);
    const rows = await db.query<{ at: string; digest: string }[]>(
      `SELECT TO_SECONDS(${touchedAt}) AS at,
         CONCAT(COUNT(*), ' ', ${digestOf(digested)}) AS digest
       FROM ${table} WHERE ${touchedAt} >= ? GROUP BY at ORDER BY at`,
      [start],
    );
    return rows.map(({ at, digest }) => ({ at: Number(at), digest }));
  }

  /** Yields pages of ids. What a page names counts as seen when the last page has been taken. */
  return async function* (from) {
    const seconds = await secondsSince(from);
    for (const { start, end } of runs(
      seconds.filter(({ at, digest }) => seen.get(at) !== digest),
    )) {
      const stamps = await db.query<S[]>(
        `SELECT ${columns} FROM ${table} WHERE ${touchedAt} >= ? AND ${touchedAt} < ?`,
        [instantOf(start), instantOf(end)],
      );
      const ids = stamps.filter(isNew).map(({ id }) => id);
      for (let first = 0; first < ids.length; first += pageSize)
        yield ids.slice(first, first + pageSize);
    }
    seen = new Map(seconds.map(({ at, digest }) => [at, digest]));
  };
}

/** Seconds that follow each other are read in one statement; `end` is the first second after. */
function runs(seconds: readonly Second[]): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const { at } of seconds) {
    const last = found.at(-1);
    if (last?.end === at) last.end = at + 1;
    else found.push({ start: at, end: at + 1 });
  }
  return found;
}
