import { setImmediate as turn } from "node:timers/promises";

const sliceSize = 1_000;

/** Goes through very many without keeping a packet waiting: what has arrived is answered in between. */
export async function* inSlices<Item>(items: Iterable<Item>): AsyncGenerator<readonly Item[]> {
  let slice: Item[] = [];
  for (const item of items) {
    slice.push(item);
    if (slice.length < sliceSize) continue;
    yield slice;
    slice = [];
    await turn();
  }
  if (slice.length > 0) yield slice;
}
