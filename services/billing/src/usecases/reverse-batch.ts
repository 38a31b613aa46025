import { billingEvents } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { type Clock, type Failpoints, noFailpoints } from "@isp/kernel";
import type { Closing } from "../domain/closing.ts";
import { closingFact } from "../events/published.ts";
import type { Billing } from "./ports.ts";
import { takeBack } from "./take-back.ts";

export type ReverseBatch = (closingId: string) => Promise<void>;

/** Takes back the invoices of the next customers; how far it came is part of the same transaction. */
export function reverseBatch(
  transact: Transact<Billing>,
  clock: Clock,
  batchSize = 200,
  failpoint: Failpoints = noFailpoints,
): ReverseBatch {
  return (closingId) =>
    transact(async (scope) => {
      const { closings, invoices, proposals, terms } = scope;
      const closing = await closings.lock(closingId, "all");
      const { state, reversal, reached } = closing;
      if (state !== "reversing" || reversal === null) return;
      const customers = await proposals.customersAfter(closingId, reached, batchSize);
      if (customers.length > 0) {
        const unpaid = await invoices.lockUnpaid(closingId, customers);
        await takeBack(scope, unpaid, reversal, clock);
        // Also of who was on no invoice, because nothing of his month was billed.
        await terms.reopen(closingId, customers);
      }
      failpoint("billing.invoices_taken_back");
      const advanced: Closing = {
        ...closing,
        version: closing.version + 1n,
        done: closing.done + BigInt(customers.length),
        reached: customers.at(-1) ?? reached,
      };
      if (customers.length === batchSize) {
        await closings.save(advanced);
        failpoint("billing.reversal_advanced");
        return;
      }
      const endedAt = clock.now();
      const reversed = {
        ...advanced,
        state: "reversed",
        reversal: { ...reversal, endedAt },
      } as const;
      await closings.save(reversed);
      const fact = billingEvents.closing.of("reversed");
      await scope.outbox.add(fact, closingFact(reversed), { aggregateId: closingId });
      failpoint("billing.reversal_finished");
    });
}
