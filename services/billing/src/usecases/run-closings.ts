import type { Transact } from "@isp/db";
import type { Failpoints } from "@isp/kernel";
import type { ClosingState } from "../domain/closing.ts";
import type { Billing } from "./ports.ts";

/** Brings a closing one batch further; false when there is nothing to do for it now. */
type Batch = (closingId: string) => Promise<boolean | void>;

/**
 * Brings every closing that is in one of the given states one batch further; true when there may be more at once. One
 * whose batch fails is tried again at the next look and keeps no other from being closed.
 */
export function runClosings(
  transact: Transact<Billing>,
  work: { readonly [State in ClosingState]?: Batch },
  failpoint: Failpoints,
): () => Promise<boolean> {
  return async () => {
    const closings = await transact((scope) => scope.closings.underWay());
    const failures: unknown[] = [];
    let isMore = false;
    for (const { id, state } of closings) {
      // What was numbered is issued, also of one that an older version called committed.
      const batch = work[state === "committed" ? "committing" : state];
      if (batch === undefined) continue;
      try {
        if ((await batch(id)) !== false) isMore = true;
        failpoint(`billing.${state}_batch`);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
    return isMore;
  };
}
