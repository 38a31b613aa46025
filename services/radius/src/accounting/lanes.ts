import type { GroupCommit } from "./group-commit.ts";

/** Where an item goes: into the lane of what it is about, or behind everything that came before it. */
export type Place = number | "behind-all";

/**
 * Group commits side by side: while the database writes the batch of one lane, this thread makes that of the
 * next. What is about one thing always goes to the same lane, so that no two batches want the same row.
 */
export function sideBySide<Item>(
  lanes: readonly GroupCommit<Item>[],
  placeOf: (item: Item) => Place,
): GroupCommit<Item> {
  const behind = new Set<Promise<void>>();
  const settledLanes = () => Promise.all(lanes.map((lane) => lane.settled()));

  return {
    add(pending) {
      const place = placeOf(pending.item);
      if (place !== "behind-all") return lanes[place % lanes.length]?.add(pending) ?? false;
      const adding = settledLanes().then(() => {
        behind.delete(adding);
        if (lanes[0]?.add(pending) !== true) pending.failed();
      });
      behind.add(adding);
      return true;
    },
    async settled() {
      await Promise.all(behind);
      await settledLanes();
    },
  };
}
