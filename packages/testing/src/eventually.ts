import { setTimeout as sleep } from "node:timers/promises";

/** Tries an assertion until it holds, and fails with its last complaint when the time is up. */
export async function eventually<Result>(
  assertion: () => Result | Promise<Result>,
  {
    withinMs = 5_000,
    everyMs = 20,
  }: { readonly withinMs?: number; readonly everyMs?: number } = {},
): Promise<Result> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(everyMs);
    }
  }
}
