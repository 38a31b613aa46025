import { useSyncExternalStore } from "react";
import type { ThemeName } from "./theme.ts";

export type Language = "pt-BR" | "en";

export type Preferences = {
  readonly theme: ThemeName;
  readonly language: Language;
  /** The business unit looked at; empty for all that the operator may see. */
  readonly businessUnitId: string;
};

const storageKey = "torre.preferences";
const listeners = new Set<() => void>();
let current = load();

/** What this operator chose on this machine. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, () => current);
}

/** Changes some of them and remembers. */
export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  localStorage.setItem(storageKey, JSON.stringify(current));
  for (const listener of listeners) listener();
}

// Theme and language are one choice of the operator in all his tabs; the unit is what a tab looks at.
globalThis.addEventListener("storage", ({ key }) => {
  if (key !== storageKey) return;
  const { theme, language } = load();
  current = { ...current, theme, language };
  for (const listener of listeners) listener();
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function load(): Preferences {
  const prefersDark = globalThis.matchMedia("(prefers-color-scheme: dark)").matches;
  const usual: Preferences = {
    theme: prefersDark ? "dark" : "light",
    language: "pt-BR",
    businessUnitId: "",
  };
  try {
    return {
      ...usual,
      ...(JSON.parse(localStorage.getItem(storageKey) ?? "{}") as Partial<Preferences>),
    };
  } catch {
    return usual;
  }
}
