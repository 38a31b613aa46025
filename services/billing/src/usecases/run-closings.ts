import type { Transact } from "@isp/db";
import type { Failpoints } from "@isp/kernel";
import type { ClosingState } from "../domain/closing.ts";
import type { CommitBatch } from "./commit-batch.ts";
import type { Billing } from "./ports.ts";
import type { ProposeBatch } from "./propose-batch.ts";
import type { ReverseBatch } from "./reverse-batch.ts";

/**
 * Brings every closing that is under way one batch further; true when there may be more. One whose
 * batch fails is tried again at the next look and keeps no other from being closed.
 */
export function runClosings(
  transact: Transact<Billing>,
  work: {
    readonly propose: ProposeBatch;
    readonly commit: CommitBatch;
    readonly reverse: ReverseBatch;
  },
  failpoint: Failpoints,
): () => Promise<boolean> {
  const next = (state: ClosingState) => {
    if (state === "proposing") return work.propose;
    return state === "reversing" ? work.reverse : work.commit;
  };
  return async () => {
    const closings = await transact((scope) => scope.closings.underWay());
    const failures: unknown[] = [];
    for (const { id, state } of closings) {
      try {
        await next(state)(id);
        failpoint(`billing.${state}_batch`);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    return closings.length > 0;
  };
}
