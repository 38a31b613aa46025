import { useSyncExternalStore } from "react";

export type RecentCustomer = {
  readonly id: string;
  readonly name: string;
  readonly document: string;
};

const storageKey = "torre.recent-customers";
const kept = 10;
const listeners = new Set<() => void>();
let current = load();

/** The ten customers opened last, the newest first. */
export function useRecentCustomers(): readonly RecentCustomer[] {
  return useSyncExternalStore(subscribe, () => current);
}

/** Puts a customer on top of the list. */
export function rememberCustomer({ id, name, document }: RecentCustomer): void {
  current = [{ id, name, document }, ...current.filter((known) => known.id !== id)].slice(0, kept);
  localStorage.setItem(storageKey, JSON.stringify(current));
  for (const listener of listeners) listener();
}

/** Forgets them all, so that the next operator of this machine does not see them. */
export function forgetCustomers(): void {
  current = [];
  localStorage.removeItem(storageKey);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function load(): readonly RecentCustomer[] {
  try {
    const stored = JSON.parse(localStorage.getItem(storageKey) ?? "[]") as unknown;
    return Array.isArray(stored) ? (stored as RecentCustomer[]) : [];
  } catch {
    return [];
  }
}
