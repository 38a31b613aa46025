import { billingEvents } from "@isp/contracts";
import { queuedFact, type Transact } from "@isp/db";
import { type Clock, civilDateIn, type Failpoints, newId, noFailpoints } from "@isp/kernel";
import {
  type Closing,
  invoicesOf,
  type Parked,
  type Proposal,
  type ProposedLine,
} from "../domain/closing.ts";
import { type Invoice, issue } from "../domain/invoice.ts";
import { closingFact, invoiceFact } from "../events/published.ts";
import { issueSlips } from "./issue-slips.ts";
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
  batchSize = 500,
  failpoint: Failpoints = noFailpoints,
): CommitBatch {
  return (closingId) =>
    transact(async (scope) => {
      const closing = await scope.closings.lock(closingId, "all");
      if (closing.state !== "committing") return;
      const { closings, proposals } = scope;
      const customers = await proposals.customersAfter(closingId, closing.reached, batchSize);
      if (customers.length > 0) await issueFor(scope, closing, customers, clock);
      failpoint("billing.invoices_issued");
      const advanced: Closing = {
        ...closing,
        version: closing.version + 1n,
        done: closing.done + BigInt(customers.length),
        reached: customers.at(-1) ?? closing.reached,
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

async function issueFor(
  scope: Billing,
  closing: Closing,
  customers: readonly string[],
  clock: Clock,
): Promise<void> {
  const { businessUnitId } = closing;
  const found = await scope.proposals.ofCustomers(closing.id, customers);
  const { proposals, lines, numbers } = await stillTrue(scope, closing, found);
  const drafts = invoicesOf(proposals, lines);
  const first = await scope.invoices.takeNumbers(businessUnitId, drafts.length);
  const unit = await scope.lists.findUnit(businessUnitId);
  const now = clock.now();
  const issuedOn = civilDateIn(unit?.timeZone ?? "UTC", now);
  const about = { closingId: closing.id, businessUnitId, issuedOn };
  const invoices = drafts.map((draft, index) =>
    issue(draft, { ...about, id: newId(now), number: first + BigInt(index) }, numbers),
  );
  await scope.invoices.add(invoices);
  await scope.terms.moveBilledThrough(proposals, closing.on);
  await scope.outbox.addAll(invoices.map(toFact));
  await useCredits(scope, invoices, clock);
  await issueSlips(scope, invoices, clock);
}

function toFact(invoice: Invoice) {
  const fact = billingEvents.invoice.of("issued");
  return queuedFact(fact, invoiceFact(invoice), { aggregateId: invoice.id });
}

type Found = { readonly proposals: readonly Proposal[]; readonly lines: readonly ProposedLine[] };
type Standing = Found & { readonly numbers: ReadonlyMap<string, bigint> };

/** A subscription that was billed by another way since the proposal is parked, not billed twice (R9). */
async function stillTrue(
  { terms, proposals: kept }: Billing,
  closing: Closing,
  found: Found,
): Promise<Standing> {
  const ids = found.proposals.map(({ subscriptionId }) => subscriptionId);
  const present = await terms.lockBilledThrough(ids);
  const numbers = new Map([...present].map(([id, { number }]) => [id, number]));
  const isTrue = ({ subscriptionId, billedThroughBefore }: Proposal) =>
    present.get(subscriptionId)?.billedThroughOn === billedThroughBefore;
  const parked = found.proposals
    .filter((proposal) => !isTrue(proposal))
    .map(
      ({ subscriptionId }): Parked => ({
        subscriptionId,
        code: "billing.days_already_billed",
        detail: "was billed by another closing since the proposal",
      }),
    );
  if (parked.length === 0) return { ...found, numbers };
  await kept.park(closing.id, parked);
  const left = new Set(parked.map(({ subscriptionId }) => subscriptionId));
  return {
    numbers,
    proposals: found.proposals.filter(({ subscriptionId }) => !left.has(subscriptionId)),
    lines: found.lines.filter(({ subscriptionId }) => !left.has(subscriptionId)),
  };
}
