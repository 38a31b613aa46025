import { createHash } from "node:crypto";

/** A digest of several words in this order; none of them can be read back from it. */
export function digestOf(...words: readonly string[]): string {
  const hash = createHash("sha256");
  for (const word of words) hash.update(`${word.length} ${word}`);
  return hash.digest("hex");
}
