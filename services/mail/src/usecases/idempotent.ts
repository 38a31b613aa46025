import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { Mail } from "./ports.ts";

/**
 * Carries out a write at most once per request id, all of it in one transaction. A repeated request
 * is answered by what the first one left.
 */
export function idempotently<Result>(
  transact: Transact<Mail>,
  clock: Clock,
  request: WriteRequest,
  act: {
    readonly id: string;
    readonly first: (scope: Mail) => Promise<Result>;
    readonly again: (scope: Mail) => Promise<Result>;
  },
): Promise<Result> {
  return transact(async (scope) => {
    const { done } = await scope.requests.claim(request, act.id, clock.now());
    if (done) return act.again(scope);
    const result = await act.first(scope);
    await scope.requests.finish(request, clock.now());
    return result;
  });
}
