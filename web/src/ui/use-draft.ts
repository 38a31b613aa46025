import type { FormInstance } from "antd";
import { useCallback, useEffect } from "react";

const prefix = "torre.draft.";

/** Forgets every draft, so that the next operator of this machine does not find them. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(prefix)) sessionStorage.removeItem(key);
}

/** Keeps what was typed until it is saved or thrown away, over reloads and crashes; never secrets. */
export function useDraft(form: FormInstance, name: string, secrets: readonly string[] = []) {
  const key = prefix + name;
  useEffect(() => {
    const kept = sessionStorage.getItem(key);
    if (kept !== null) form.setFieldsValue(JSON.parse(kept) as Record<string, unknown>);
  }, [form, key]);
  const keep = useCallback(() => {
    const values = form.getFieldsValue(true) as Record<string, unknown>;
    const shown = Object.entries(values).filter(([field]) => !secrets.includes(field));
    sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(shown)));
  }, [form, key, secrets]);
  const drop = useCallback(() => sessionStorage.removeItem(key), [key]);
  const has = useCallback(() => sessionStorage.getItem(key) !== null, [key]);
  return { keep, drop, has };
}
