/** Runs tasks of one key one after the other, and tasks of different keys side by side. */
export function keyedQueue() {
  const tails = new Map<string, Promise<void>>();
  return {
    /** A task must not reject. */
    add(key: string, task: () => Promise<void>): void {
      tails.set(key, (tails.get(key) ?? Promise.resolve()).then(task));
    },
    async drained(): Promise<void> {
      await Promise.all(tails.values());
    },
  };
}
