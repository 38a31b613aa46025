import type { Page } from "../usecases/ports.ts";

const [defaultPage, largestPage] = [50, 200];

/** A page of at most 200 rows; the token is the last id of the page before. */
export function pageOf(request: { readonly pageSize: number; readonly pageToken: string }): Page {
  const { pageSize, pageToken } = request;
  const limit = Math.min(pageSize > 0 ? pageSize : defaultPage, largestPage);
  return { limit, after: /^[0-9a-f-]{36}$/.test(pageToken) ? pageToken : "" };
}

export function nextToken(rows: readonly { readonly id: string }[], { limit }: Page): string {
  return rows.length < limit ? "" : (rows.at(-1)?.id ?? "");
}
