import type { RecordSet } from "./zone.ts";

export type { RecordSet } from "./zone.ts";

const keyOf = ({ name, type }: Pick<RecordSet, "name" | "type">) => `${name} ${type}`;

/** The server raises a SOA's serial by itself. */
function contentOf({ type, ttl, records }: RecordSet): string {
  const plain = records.map((text) =>
    type === "SOA" ? text.replace(/^(\S+ \S+) \d+/, "$1 0") : text,
  );
  return `${ttl} ${plain.toSorted().join("\n")}`;
}

/** What to write and what to remove to come from one zone to the other. */
export function differencesOf(
  from: readonly RecordSet[],
  to: readonly RecordSet[],
): { readonly changed: readonly RecordSet[]; readonly removed: readonly RecordSet[] } {
  const before = new Map(from.map((set) => [keyOf(set), contentOf(set)]));
  const after = new Set(to.map(keyOf));
  return {
    changed: to.filter((set) => before.get(keyOf(set)) !== contentOf(set)),
    removed: from.filter((set) => !after.has(keyOf(set))),
  };
}

export function sameSets(one: readonly RecordSet[], other: readonly RecordSet[]): boolean {
  const { changed, removed } = differencesOf(one, other);
  return changed.length === 0 && removed.length === 0;
}
