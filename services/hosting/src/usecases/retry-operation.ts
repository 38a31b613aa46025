import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { HostedItems } from "./items/all.ts";
import type { Hosting } from "./ports.ts";

export type RetryOperation = (operationId: string) => Promise<void>;

/**
 * Hands what its server would not take to it again. Where there is nothing of that kind the step stands as it
 * was answered; saying so again reaches plans anew.
 */
export function retryOperation(
  transact: Transact<Hosting>,
  items: Pick<HostedItems, "wantAgain">,
  clock: Clock,
): RetryOperation {
  return (operationId) =>
    transact(async (scope) => {
      const step = await scope.steps.find(operationId);
      if (step === null) return;
      const { state, receipts, problem } = step;
      const again = await items.wantAgain(scope, receipts, clock.now());
      if (again > 0) return scope.steps.answer(step, { state: "pending", receipts });
      await scope.steps.answer(step, { state, receipts, ...(problem && { problem }) });
    });
}
