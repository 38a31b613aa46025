/** True for what an answer left out, whether it said null or nothing. */
export function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
