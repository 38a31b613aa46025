export type SubmitKey = (body: unknown) => string;

/**
 * One `Idempotency-Key` per submit: the same text sent again after a lost answer keeps its key,
 * so nothing is created twice; changed text is another submit and gets another key.
 */
export function submitKeys(newKey: () => string): SubmitKey {
  let last: { readonly text: string; readonly key: string } | undefined;
  return (body) => {
    const text = JSON.stringify(body) ?? "";
    if (last?.text !== text) last = { text, key: newKey() };
    return last.key;
  };
}
