import type { Transact } from "@isp/db";
import type { Failpoints } from "@isp/kernel";
import type { Billing } from "./ports.ts";

const atOnce = 500;

/** Lifts what the ladder has suspended, and only that, once nothing that is late is owed any more. */
export function liftSuspensions(
  transact: Transact<Billing>,
  failpoint: Failpoints,
): () => Promise<void> {
  return async () => {
    const paid = await transact(({ suspensions }) => suspensions.paid(atOnce));
    for (const id of paid) {
      await transact(async ({ suspensions }) => {
        const held = await suspensions.lockIn(id, "suspended");
        if (held === null) return;
        await suspensions.save({ ...held, state: "resuming", resumedFor: "paid" });
      });
      failpoint("billing.default_paid");
    }
  };
}
