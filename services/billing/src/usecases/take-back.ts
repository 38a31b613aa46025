import { billingEvents } from "@isp/contracts";
import { queuedFact } from "@isp/db";
import { type CivilDate, civilDateIn, type Clock, newId } from "@isp/kernel";
import type { CreditNote } from "../domain/credit-note.ts";
import type { Invoice } from "../domain/invoice.ts";
import { reversalEntry } from "../domain/ledger.ts";
import { invoiceFact } from "../events/published.ts";
import { requireNoCommit } from "./no-commit.ts";
import type { Billing } from "./ports.ts";

/**
 * Takes locked invoices of one unit back, each by a credit note of its own: notes, ledger, facts and the
 * days that are unbilled again are the caller's transaction.
 */
export async function takeBack(
  scope: Billing,
  invoices: readonly Invoice[],
  { by: operatorName, reason }: { readonly by: string; readonly reason: string },
  clock: Clock,
): Promise<readonly Invoice[]> {
  const [first] = invoices;
  if (first === undefined) return [];
  const { businessUnitId } = first;
  const unit = await scope.lists.findUnit(businessUnitId);
  const now = clock.now();
  const issuedOn = civilDateIn(unit?.timeZone ?? "UTC", now);
  const number = await scope.creditNotes.takeNumbers(businessUnitId, invoices.length);
  const notes = invoices.map(
    ({ id: invoiceId, customerId, totalCents }, index): CreditNote => ({
      id: newId(now),
      invoiceId,
      customerId,
      businessUnitId,
      number: number + BigInt(index),
      issuedOn,
      totalCents,
      operatorName,
      reason: reason.trim(),
    }),
  );
  await scope.creditNotes.add(notes);
  const entries = invoices.map((invoice) => reversalEntry(invoice, issuedOn));
  await scope.invoices.cancel(notes, entries);
  await giveDaysBack(scope, invoices, businessUnitId);
  await reopen(scope, invoices);
  const cancelled = invoices.map(
    (invoice): Invoice => ({ ...invoice, version: invoice.version + 1n, state: "cancelled" }),
  );
  const fact = billingEvents.invoice.of("cancelled");
  await scope.outbox.addAll(
    cancelled.map((invoice) => queuedFact(fact, invoiceFact(invoice), { aggregateId: invoice.id })),
  );
  return cancelled;
}

/** Days that stand on no invoice any more are unbilled again, as far back as nothing later stands. */
async function giveDaysBack(
  scope: Billing,
  takenBack: readonly Invoice[],
  businessUnitId: string,
): Promise<void> {
  const { terms, accounts, invoices } = scope;
  const freed = await invoices.firstDays(takenBack.map(({ id }) => id));
  const ids = [...freed.keys()];
  await terms.lockAll(ids);
  await requireNoCommit(scope, businessUnitId);
  const last = await accounts.lastBilledOn(ids);
  const isFree = ([id, from]: readonly [string, CivilDate]) => (last.get(id) ?? from) <= from;
  await terms.giveBack(new Map([...freed].filter(isFree)));
}

/** The closing that issued them is not the last of their subscriptions any more. */
async function reopen({ terms }: Billing, takenBack: readonly Invoice[]): Promise<void> {
  for (const [closingId, of] of Map.groupBy(takenBack, (invoice) => invoice.closingId)) {
    const customers = new Set(of.map(({ customerId }) => customerId));
    await terms.reopen(closingId, [...customers]);
  }
}
