import { contentOf, differencesOf, keyOf } from "./zone-sets.ts";
import type { RecordSet } from "./zone.ts";

/** What somebody wrote into a zone by hand, and an operator said should stay. */
export type AcceptedSet = Pick<RecordSet, "name" | "type"> & {
  /** What was planned then. Once something else is planned that is the newer decision, and holds. */
  readonly instead: string;
  /** Null where the records were taken away. */
  readonly set: RecordSet | null;
};

/** The zone as it is wanted: as it was planned, with what was accepted since. */
export function withAccepted(
  planned: readonly RecordSet[],
  accepted: readonly AcceptedSet[],
): readonly RecordSet[] {
  const before = new Map(planned.map((set) => [keyOf(set), contentOf(set)]));
  const holding = accepted.filter((one) => (before.get(keyOf(one)) ?? "") === one.instead);
  const replaced = new Set(holding.map(keyOf));
  return [
    ...planned.filter((set) => !replaced.has(keyOf(set))),
    ...holding.flatMap(({ set }) => (set === null ? [] : [set])),
  ];
}

/** What there is to accept: what somebody changed since it was last written, and not what has yet to be written. */
export function acceptedSince(
  {
    planned,
    last,
    before,
  }: {
    readonly planned: readonly RecordSet[];
    readonly last: readonly RecordSet[];
    readonly before: readonly AcceptedSet[];
  },
  found: readonly RecordSet[],
): readonly AcceptedSet[] {
  const { changed, removed } = differencesOf(last, found);
  const byHand = new Set([...changed, ...removed].map(keyOf));
  return [
    ...before.filter((one) => !byHand.has(keyOf(one))),
    ...acceptedOf(planned, found).filter((one) => byHand.has(keyOf(one))),
  ];
}

/** What is otherwise in a zone than planned. */
export function acceptedOf(
  planned: readonly RecordSet[],
  found: readonly RecordSet[],
): readonly AcceptedSet[] {
  const before = new Map(planned.map((set) => [keyOf(set), contentOf(set)]));
  const { changed, removed } = differencesOf(planned, found);
  return [
    ...changed.map((set): AcceptedSet => {
      const { name, type } = set;
      return { name, type, instead: before.get(keyOf(set)) ?? "", set };
    }),
    ...removed.map((set): AcceptedSet => {
      const { name, type } = set;
      return { name, type, instead: contentOf(set), set: null };
    }),
  ];
}
