import { AsyncLocalStorage } from "node:async_hooks";

const current = new AsyncLocalStorage<number>();

/** What is left for the answer itself once the calls below have used their time. */
const reserveMs = 50;

/**
 * Runs work that must answer by an instant. Every call that it makes ends a little earlier, so that
 * nobody goes on with what its caller has given up.
 */
export function withDeadline<Result>(
  deadline: number,
  work: () => Promise<Result>,
): Promise<Result> {
  return current.run(Math.min(deadline, current.getStore() ?? deadline), work);
}

/** When a call that is made now must have ended. */
export function deadlineFor(now: number, wantedMs: number): Date {
  const inherited = current.getStore();
  const own = now + wantedMs;
  return new Date(inherited === undefined ? own : Math.min(own, inherited - reserveMs));
}
