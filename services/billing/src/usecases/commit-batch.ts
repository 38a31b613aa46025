import { billingEvents } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { type Clock, civilDateIn, type Failpoints, noFailpoints } from "@isp/kernel";
import type { Closing, Parked } from "../domain/closing.ts";
import { chargesOf } from "../domain/invoicing-rules.ts";
import { closingFact } from "../events/published.ts";
import { issueSlips } from "./issue-slips.ts";
import type { Customers } from "./issuing-ports.ts";
import type { Billing } from "./ports.ts";
import { useCredits } from "./use-credits.ts";

export type CommitBatch = (closingId: string) => Promise<void>;

/**
 * Issues the invoices of the next customers: numbers, lines, ledger, facts and how far the closing came
 * are one transaction, so that a crash at any point repeats nothing and leaves nothing out.
 */
export function commitBatch(
  transact: Transact<Billing>,
  clock: Clock,
  batchSize = 5_000,
  failpoint: Failpoints = noFailpoints,
): CommitBatch {
  return (closingId) =>
    transact(async (scope) => {
      const closing = await scope.closings.lock(closingId, "all");
      if (closing.state !== "committing") return;
      const { closings, proposals } = scope;
      const customers = await proposals.customersAfter(closingId, closing.reached, batchSize);
      const through = customers.at(-1);
      if (through !== undefined) {
        await issueFor(scope, { closing, after: closing.reached, through }, clock);
      }
      failpoint("billing.invoices_issued");
      const advanced: Closing = {
        ...closing,
        version: closing.version + 1n,
        done: closing.done + BigInt(customers.length),
        reached: through ?? closing.reached,
      };
      if (customers.length === batchSize) {
        await closings.save(advanced);
        failpoint("billing.commit_advanced");
        return;
      }
      const committed: Closing = { ...advanced, state: "committed", committedAt: clock.now() };
      await closings.save(committed);
      const fact = billingEvents.closing.of("committed");
      await scope.outbox.add(fact, closingFact(committed), { aggregateId: closingId });
      failpoint("billing.commit_finished");
    });
}

async function issueFor(scope: Billing, customers: Customers, clock: Clock): Promise<void> {
  const { closing } = customers;
  const { id: closingId, businessUnitId } = closing;
  const { issuing, invoices, lists, proposals } = scope;
  const billedSince = await issuing.lockBilledSince(customers);
  await proposals.park(closingId, billedSince.map(billedAlready));
  await issuing.moveBilledThrough(customers);
  const unit = await lists.findUnit(businessUnitId);
  const at = clock.now();
  const issuedOn = civilDateIn(unit?.timeZone ?? "UTC", at);
  const charges = chargesOf(await scope.invoicingRules.of(businessUnitId));
  const firstNumber = await invoices.lockNumbers(businessUnitId);
  const count = await issuing.issue({ ...customers, issuedOn, firstNumber, at, charges });
  await invoices.takeNumbers(businessUnitId, count);
  const ofCreditors = await issuing.ofCreditors(customers);
  const whole = await Promise.all(ofCreditors.map(({ id }) => invoices.find(id, "all")));
  await useCredits(scope, whole, clock);
  const settings = await scope.documents.settings(businessUnitId);
  if (settings !== null) await issueSlips(scope, await issuing.all(customers), clock);
}

/** A subscription that was billed by another way since the proposal is parked, not billed twice (R9). */
function billedAlready(subscriptionId: string): Parked {
  const detail = "was billed by another closing since the proposal";
  return { subscriptionId, code: "billing.days_already_billed", detail };
}
