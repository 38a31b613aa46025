export type TabValues = Readonly<Record<string, unknown>>;
export type Change = { readonly field: string; readonly was: unknown; readonly now: unknown };

/** The fields in which two states of a tab differ; nothing and blank are the same. */
export function changesOf(before: TabValues, after: TabValues): readonly Change[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields
    .map((field) => ({ field, was: before[field], now: after[field] }))
    .filter(({ was, now }) => plain(was) !== plain(now));
}

function plain(value: unknown): string {
  return value === undefined || value === null || value === "" ? "" : JSON.stringify(value);
}
