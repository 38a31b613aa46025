import type { Transact } from "@isp/db";
import type { Failpoints } from "@isp/kernel";
import { noFailpoints } from "@isp/kernel";
import type { Closing } from "../domain/closing.ts";
import { closesOn } from "../domain/cycle.ts";
import { refuse } from "../domain/errors.ts";
import { checkReason } from "../domain/reason.ts";
import type { Billing, Units } from "./ports.ts";

export type ReverseClosing = (
  given: { readonly closingId: string; readonly reason: string; readonly by: string },
  units: Units,
) => Promise<Closing>;

/**
 * Begins to take a whole closing back, by a credit note for each invoice on which nothing was received;
 * what was paid, even in part, stays. The date can be closed once more afterwards. One that is being
 * taken back, or was, stays as it is.
 */
export function reverseClosing(
  transact: Transact<Billing>,
  failpoint: Failpoints = noFailpoints,
): ReverseClosing {
  return async ({ closingId, reason, by }, units) => {
    const begun = await transact(async (scope) => {
      const { closings, proposals } = scope;
      const closing = await closings.lock(closingId, units);
      if (closing.state === "reversing" || closing.state === "reversed") return closing;
      if (closing.state !== "committed")
        throw refuse.closing_not_committed("Only what was committed can be taken back.");
      checkReason(reason);
      await checkLast(scope, closing);
      const reversing: Closing = {
        ...closing,
        version: closing.version + 1n,
        state: "reversing",
        done: 0n,
        total: await proposals.countCustomers(closingId),
        reached: "",
        reversal: { reason: reason.trim(), by, endedAt: null },
      };
      await closings.save(reversing);
      return reversing;
    });
    failpoint("billing.reversal_begun");
    return begun;
  };
}

/** Days before those that stand on a later invoice would never be billed again. */
async function checkLast({ lists, closings }: Billing, closing: Closing): Promise<void> {
  const { businessUnitId, on } = closing;
  const dueDays = await lists.closingDueDays(businessUnitId);
  const own = dueDays.filter(({ closingDay }) => closesOn(on, closingDay));
  const later = await closings.committedAfter(businessUnitId, on);
  const next = later.find((date) => own.some(({ closingDay }) => closesOn(date, closingDay)));
  if (next !== undefined)
    throw refuse.closing_not_last(`The closing of ${next} bills the days after it.`);
}
