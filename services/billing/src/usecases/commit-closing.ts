import type { Transact } from "@isp/db";
import { type Clock, civilDateIn, type Failpoints, noFailpoints } from "@isp/kernel";
import type { Closing } from "../domain/closing.ts";
import { soonestDue } from "../domain/cycle.ts";
import { refuse } from "../domain/errors.ts";
import type { Billing, Units } from "./ports.ts";

export type CommitClosing = (closingId: string, units: Units) => Promise<Closing>;

/** Begins to commit exactly what was proposed. One that is committed, or being so, stays as it is. */
export function commitClosing(
  transact: Transact<Billing>,
  clock: Clock,
  failpoint: Failpoints = noFailpoints,
): CommitClosing {
  return async (closingId, units) => {
    const begun = await transact(async (scope) => {
      const { closings, proposals } = scope;
      const closing = await closings.lock(closingId, units);
      if (closing.state === "committing" || closing.state === "committed") return closing;
      if (closing.state !== "proposed") {
        throw refuse.closing_not_proposed("The proposal is still being worked out.");
      }
      await checkDueDates(scope, closing, clock.now());
      const committing: Closing = {
        ...closing,
        version: closing.version + 1n,
        state: "committing",
        done: 0n,
        total: await proposals.countCustomers(closingId),
        reached: "",
      };
      await closings.save(committing);
      return committing;
    });
    failpoint("billing.commit_begun");
    return begun;
  };
}

/** An invoice leaves its customer days to pay: a late closing is proposed anew (R8). */
async function checkDueDates(
  { lists, proposals }: Billing,
  { id, businessUnitId }: Closing,
  now: Date,
): Promise<void> {
  const unit = await lists.findUnit(businessUnitId);
  const today = civilDateIn(unit?.timeZone ?? "UTC", now);
  const dueOn = await proposals.firstDue(id);
  if (dueOn === null || dueOn >= soonestDue(today)) return;
  throw refuse.closing_due_too_soon(`${dueOn} is too near to ${today}; propose the closing again.`);
}
