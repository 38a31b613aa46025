import type { RecordSet } from "./zone.ts";

export type { RecordSet } from "./zone.ts";

export const keyOf = ({ name, type }: Pick<RecordSet, "name" | "type">) => `${name} ${type}`;

/** The server raises a SOA's serial by itself. */
export function contentOf({ type, ttl, records }: RecordSet): string {
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

/** Records of one name and type, as they are wanted and as a server has them. */
export type ComparedSet = Pick<RecordSet, "name" | "type" | "ttl"> & {
  readonly wanted: readonly string[];
  readonly found: readonly string[];
  readonly state: "same" | "changed" | "missing" | "extra";
};

/** Every set of either side, by name and type. */
export function comparedSets(
  wanted: readonly RecordSet[],
  found: readonly RecordSet[],
): readonly ComparedSet[] {
  const there = new Map(found.map((set) => [keyOf(set), set]));
  const asked = new Set(wanted.map(keyOf));
  const both = wanted.map((set): ComparedSet => {
    const other = there.get(keyOf(set));
    const { name, type } = set;
    if (other === undefined)
      return { name, type, ttl: set.ttl, wanted: set.records, found: [], state: "missing" };
    const state = contentOf(set) === contentOf(other) ? "same" : "changed";
    return { name, type, ttl: other.ttl, wanted: set.records, found: other.records, state };
  });
  const extra = found
    .filter((set) => !asked.has(keyOf(set)))
    .map(({ name, type, ttl, records }): ComparedSet => {
      return { name, type, ttl, wanted: [], found: records, state: "extra" };
    });
  return [...both, ...extra].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
