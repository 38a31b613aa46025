import { billingEvents } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { type Clock, civilDateIn, type Failpoints } from "@isp/kernel";
import type { Closing, Parked } from "../domain/closing.ts";
import { closingFact } from "../events/published.ts";
import type { ClosingBatch } from "./issuing-ports.ts";
import type { Billing } from "./ports.ts";

/** Where batches cannot be issued, no more customers are numbered than these. */
const mostWaiting = 8;

/** True when it brought the closing further. */
export type NumberBatch = (closingId: string) => Promise<boolean>;

/**
 * Decides the next batch of a commit: who of its customers is billed, with which numbers, of which day. From then on
 * whoever issues the batch has nothing left to decide. Nobody left to number and nothing left to issue ends the commit.
 */
export function numberBatch(
  transact: Transact<Billing>,
  clock: Clock,
  batchSize: number,
  failpoint: Failpoints,
): NumberBatch {
  return (closingId) =>
    transact(async (scope) => {
      const { closings, issuing, proposals } = scope;
      const closing = await closings.lock(closingId, "all");
      if (closing.state !== "committing") return false;
      const { reached, version } = closing;
      const { issued, waiting } = await issuing.progress(closingId);
      if (waiting >= mostWaiting) return false;
      const { through, count } = await proposals.nextCustomers(closingId, reached, batchSize);
      const advanced: Closing = { ...closing, version: version + 1n, done: BigInt(issued) };
      if (count > 0) {
        const customers = { closing, after: reached, through };
        const numbered = await numbersFor(scope, customers, clock);
        await issuing.addBatch({ closingId, customers: count, ...numbered });
        await closings.save({ ...advanced, reached: through });
        failpoint("billing.commit_advanced");
        return true;
      }
      if (waiting > 0) return false;
      await finish(scope, advanced, clock);
      failpoint("billing.commit_finished");
      return true;
    });
}

type Range = Pick<ClosingBatch, "after" | "through"> & { readonly closing: Closing };

async function numbersFor(
  { invoices, issuing, lists, proposals }: Billing,
  { closing, ...range }: Range,
  clock: Clock,
): Promise<Omit<ClosingBatch, "closingId" | "customers">> {
  const { id: closingId, businessUnitId } = closing;
  const customers = { closingId, ...range };
  const billedSince = await issuing.lockBilledSince(customers);
  const givenBack = await issuing.creditedSince(customers, businessUnitId);
  await proposals.park(closingId, [
    ...billedSince.map(billedAlready),
    ...givenBack.map(returnedAlready),
  ]);
  await issuing.moveBilledThrough(customers, closing.on);
  const unit = await lists.findUnit(businessUnitId);
  const issuedOn = civilDateIn(unit?.timeZone ?? "UTC", clock.now());
  const count = await issuing.countInvoices(customers);
  const firstNumber = await invoices.takeNumbers(businessUnitId, count);
  return { ...range, issuedOn, firstNumber, invoices: count };
}

/** A subscription that was billed by another way since the proposal is parked, not billed twice (R9). */
function billedAlready(subscriptionId: string): Parked {
  const detail = "was billed by another closing since the proposal";
  return { subscriptionId, code: "billing.days_already_billed", detail };
}

/** A credit that was given back by another way since the proposal is not given twice (R14). */
function returnedAlready(subscriptionId: string): Parked {
  const detail = "its credit was given back since the proposal";
  return { subscriptionId, code: "billing.credit_returned", detail };
}

async function finish(
  { closings, issuing, outbox }: Billing,
  closing: Closing,
  clock: Clock,
): Promise<void> {
  const { id, total } = closing;
  await issuing.clearBatches(id);
  const committed: Closing = {
    ...closing,
    done: total,
    state: "committed",
    committedAt: clock.now(),
  };
  await closings.save(committed);
  const fact = billingEvents.closing.of("committed");
  await outbox.add(fact, closingFact(committed), { aggregateId: id });
}
