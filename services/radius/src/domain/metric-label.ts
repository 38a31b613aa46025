const longest = 64;

/** A name that people typed, as the label of a metric: short, and nothing in it that a query has to quote. */
export function metricLabel(name: string): string {
  const safe = name.normalize("NFC").replace(/[^\p{L}\p{N} ._()/-]/gu, "_");
  return Array.from(safe.trim()).slice(0, longest).join("");
}
