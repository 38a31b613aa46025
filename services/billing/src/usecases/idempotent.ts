import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { Billing } from "./ports.ts";

/**
 * Carries out a write at most once per request id, all of it in one transaction. A repeated request
 * reads again what the first one made.
 */
export function idempotently<Result>(
  transact: Transact<Billing>,
  clock: Clock,
  request: WriteRequest,
  act: {
    readonly id: string;
    readonly first: (scope: Billing, id: string) => Promise<Result>;
    readonly again: (scope: Billing, id: string) => Promise<Result>;
  },
): Promise<Result> {
  return transact(async (scope) => {
    const { resultId, done } = await scope.requests.claim(request, act.id, clock.now());
    if (done) return act.again(scope, resultId);
    const result = await act.first(scope, resultId);
    await scope.requests.finish(request, clock.now());
    return result;
  });
}
