import type { Transact } from "@isp/db";
import type { Clock, Failpoints } from "@isp/kernel";
import type { Closing } from "../domain/closing.ts";
import { carrySmallInvoices } from "./carry-small-invoices.ts";
import { closingNow, nextOf } from "./closing-now.ts";
import { compareClosing } from "./compare-closing.ts";
import type { Billing } from "./ports.ts";
import { proposeCredits } from "./propose-credits.ts";

/** Sums a proposal up once all of its subscriptions are worked out: credits, comparison, small invoices, totals. */
export function finishProposal(
  transact: Transact<Billing>,
  clock: Clock,
  failpoint: Failpoints,
): (closingId: string) => Promise<void> {
  return (closingId) =>
    transact(async (scope) => {
      const closing = await scope.closings.lock(closingId, "all");
      if (closing.state !== "proposing") return;
      if (await scope.closings.isCommitting(closing.businessUnitId)) return;
      const { dueDays } = await closingNow(scope, closing);
      // Somebody may have begun it anew meanwhile.
      if ((await nextOf(scope, { closing, dueDays }, 1)).length > 0) return;
      const { isOverdrawn, ...totals } = await proposeCredits(scope, closing, clock);
      const credited = { ...closing, ...totals };
      await compareClosing(scope, closing, dueDays);
      const reached = await carrySmallInvoices(scope, credited, isOverdrawn);
      const invoices = await scope.proposals.countInvoices(closingId);
      await scope.closings.save(proposed(reached, invoices, clock.now()));
      failpoint("billing.proposal_finished");
    });
}

function proposed(closing: Closing, invoices: bigint, proposedAt: Date): Closing {
  const { version, done } = closing;
  return {
    ...closing,
    version: version + 1n,
    state: "proposed",
    invoices,
    proposedAt,
    reached: "",
    total: done,
  };
}
