const usualPage = 100;
const largestPage = 1_000;

/** How many to read: one more than asked for tells whether there is a next page. */
export function pageLimit(pageSize: number): number {
  return pageSize <= 0 ? usualPage : Math.min(pageSize, largestPage);
}

/** A page and the token of the next one, which is the id of its last row. */
export function paged<Row extends { readonly id: string }>(
  rows: readonly Row[],
  limit: number,
): { readonly rows: readonly Row[]; readonly nextPageToken: string } {
  if (rows.length <= limit) return { rows, nextPageToken: "" };
  const page = rows.slice(0, limit);
  return { rows: page, nextPageToken: page.at(-1)?.id ?? "" };
}
