/** One thing to be written, and what to do once it is, or once it is known not to be. */
export type Pending<Item> = {
  readonly item: Item;
  readonly done: () => void;
  readonly failed: () => void;
};

export type GroupCommit<Item> = {
  /** False when there is no room: the item is neither written nor acknowledged. */
  readonly add: (pending: Pending<Item>) => boolean;
  /** Resolves when everything that was added by now is written or has failed. */
  readonly settled: () => Promise<void>;
};

export type GroupCommitOptions<Item> = {
  readonly write: (items: readonly Item[]) => Promise<void>;
  /** How long the first item of a batch waits for company. */
  readonly lingerMs: number;
  readonly batchSize: number;
  /** Beyond this, what arrives is shed: the access server sends it again. */
  readonly capacity: number;
  readonly onError: (error: unknown) => void;
};

/** Writes what arrives within a few milliseconds together; the next batch gathers meanwhile. */
export function groupCommit<Item>(options: GroupCommitOptions<Item>): GroupCommit<Item> {
  const { write, lingerMs, batchSize, capacity, onError } = options;
  let gathered: Pending<Item>[] = [];
  let running: Promise<void> | null = null;
  let [added, ended] = [0, 0];
  let waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  async function run(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, lingerMs));
    while (gathered.length > 0) {
      const batch = gathered.slice(0, batchSize);
      gathered = gathered.slice(batchSize);
      const isWritten = await write(batch.map(({ item }) => item)).then(
        () => true,
        (error: unknown) => {
          onError(error);
          return false;
        },
      );
      for (const { done, failed } of batch) (isWritten ? done : failed)();
      end(batch.length);
    }
  }

  /** Batches are taken in the order in which their items came, so that counting is enough. */
  function end(count: number): void {
    ended += count;
    for (const { count, resolve } of waiting) if (count <= ended) resolve();
    waiting = waiting.filter(({ count }) => count > ended);
  }

  function start(): void {
    running ??= run().finally(() => {
      running = null;
      if (gathered.length > 0) start();
    });
  }

  return {
    add(pending) {
      if (gathered.length >= capacity) return false;
      gathered.push(pending);
      added += 1;
      start();
      return true;
    },
    settled: () =>
      added === ended
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push({ count: added, resolve })),
  };
}
