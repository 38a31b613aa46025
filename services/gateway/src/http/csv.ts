/** A table as a spreadsheet of a Brazilian office opens it: UTF-8 with a mark, semicolons, CRLF. */
export const csvType = "text/csv; charset=utf-8";

const byteOrderMark = "\uFEFF";

export async function* csv<Row>(
  columns: Readonly<Record<string, (row: Row) => string | number | null>>,
  pages: AsyncIterable<readonly Row[]>,
): AsyncIterable<string> {
  yield byteOrderMark + line(Object.keys(columns));
  const cells = Object.values(columns);
  for await (const rows of pages) {
    if (rows.length > 0) yield rows.map((row) => line(cells.map((cell) => cell(row)))).join("");
  }
}

function line(cells: readonly (string | number | null)[]): string {
  return `${cells.map(quoted).join(";")}\r\n`;
}

/** What a spreadsheet would take for a formula is kept as text (OWASP, CSV injection). */
function quoted(cell: string | number | null): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[;"\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Every page of a list, one after the other. */
export async function* pagesOf<Row>(
  read: (cursor: string) => Promise<{ readonly rows: readonly Row[]; readonly next: string }>,
): AsyncIterable<readonly Row[]> {
  let cursor = "";
  do {
    const { rows, next } = await read(cursor);
    yield rows;
    cursor = next;
  } while (cursor !== "");
}
