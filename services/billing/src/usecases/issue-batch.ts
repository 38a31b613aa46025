import type { Transact } from "@isp/db";
import type { Clock, Failpoints } from "@isp/kernel";
import { chargesOf } from "../domain/invoicing-rules.ts";
import { issueSlips } from "./issue-slips.ts";
import type { Billing } from "./ports.ts";
import { useCredits } from "./use-credits.ts";

/** True when there was a batch to issue that nobody else is at. */
export type IssueBatch = (closingId: string) => Promise<boolean>;

/**
 * Issues the invoices of a numbered batch: with lines, ledger and facts in one transaction, so that a crash at any
 * point repeats nothing and leaves nothing out. Batches have no customer in common and are issued beside each other.
 */
export function issueBatch(
  transact: Transact<Billing>,
  clock: Clock,
  failpoint: Failpoints,
): IssueBatch {
  return (closingId) =>
    transact(async (scope) => {
      const { documents, invoices, invoicingRules, issuing } = scope;
      const batch = await issuing.lockBatch(closingId);
      if (batch === null) return false;
      const { businessUnitId } = await scope.closings.find(closingId, "all");
      const charges = chargesOf(await invoicingRules.of(businessUnitId));
      await issuing.issue({ ...batch, businessUnitId, at: clock.now(), charges });
      const ofCreditors = await issuing.ofCreditors(batch, businessUnitId);
      const whole = await Promise.all(ofCreditors.map(({ id }) => invoices.find(id, "all")));
      await useCredits(scope, whole, clock);
      const settings = await documents.settings(businessUnitId);
      if (settings !== null) await issueSlips(scope, await issuing.all(batch), clock);
      await issuing.endBatch(batch);
      failpoint("billing.invoices_issued");
      return true;
    });
}
