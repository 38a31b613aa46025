/** A piece of a statement, and what its question marks stand for. */
export type Sql = { readonly text: string; readonly values: readonly unknown[] };

/** A text in which each row of a statement writes its own columns where these marks stand. */
export function filledIn(text: string, columns: Readonly<Record<string, Sql | string>>): Sql {
  const marks = new RegExp(`(${Object.keys(columns).map(escaped).join("|")})`);
  const pieces = text.split(marks).map((piece): Sql => {
    const column = columns[piece];
    if (column === undefined) return { text: "?", values: [piece] };
    return typeof column === "string" ? { text: column, values: [] } : column;
  });
  return {
    text: `CONCAT(${pieces.map((piece) => piece.text).join(", ")})`,
    values: pieces.flatMap(({ values }) => values),
  };
}

const escaped = (mark: string): string => mark.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Hexadecimal digits that count the rows: more than a statement ever writes. */
const digits = 6;

/**
 * The id of each row of a statement, made of a fresh one (UUIDv7): its time, then the row's number, so that the
 * rows land at the end of an index in their order, then what only who knows the fresh id can tell (RFC 9562, 6.2).
 */
export function rowId(fresh: string, row: string): Sql {
  const [high, low] = [`${row} DIV 4096`, `${row} MOD 4096`];
  const hex = (number: string) => `LPAD(LOWER(HEX(${number})), ${digits / 2}, '0')`;
  return {
    // Of the kind of the columns that ids are kept in, so that both can stand in one text.
    text: `CONVERT(CONCAT(?, ${hex(high)}, '-8', ${hex(low)}, '-',
      LEFT(MD5(CONCAT(?, ${row})), 12)) USING ascii) COLLATE ascii_bin`,
    values: [fresh.slice(0, 15), fresh],
  };
}
