import { billingEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import { type CivilDate, civilDateIn, type Clock, newId } from "@isp/kernel";
import type { CreditNote } from "../domain/credit-note.ts";
import { refuse } from "../domain/errors.ts";
import type { Invoice } from "../domain/invoice.ts";
import { reversalEntry } from "../domain/ledger.ts";
import { standing } from "../domain/payment.ts";
import { checkReason } from "../domain/reason.ts";
import { invoiceFact } from "../events/published.ts";
import { idempotently } from "./idempotent.ts";
import type { Billing, Units } from "./ports.ts";

export type ReverseInvoice = (
  request: WriteRequest,
  given: { readonly id: string; readonly reason: string; readonly by: string },
  units: Units,
) => Promise<Invoice>;

/**
 * Takes back an invoice that nobody has paid, by a credit note. What it billed can be billed again, by
 * the next closing or at once, unless later days of the same subscription stand on another invoice.
 */
export function reverseInvoice(transact: Transact<Billing>, clock: Clock): ReverseInvoice {
  return (request, { id, reason, by }, units) =>
    idempotently(transact, clock, request, {
      id,
      async first(scope) {
        const invoice = await scope.invoices.lock(id, units);
        if (invoice.state === "cancelled")
          throw refuse.invoice_cancelled("The invoice was taken back already.");
        const received = standing(await scope.payments.ofInvoices([id]));
        if (received.length > 0)
          throw refuse.invoice_paid("It was paid, at least in part: take the payments back first.");
        checkReason(reason);
        const unit = await scope.lists.findUnit(invoice.businessUnitId);
        const now = clock.now();
        const issuedOn = civilDateIn(unit?.timeZone ?? "UTC", now);
        const note = await issueNote(scope, invoice, { issuedOn, by, now, reason: reason.trim() });
        await scope.invoices.cancel(invoice, note, reversalEntry(invoice, issuedOn));
        await giveDaysBack(scope, invoice);
        const cancelled = {
          ...invoice,
          version: invoice.version + 1n,
          state: "cancelled",
        } as const;
        const fact = billingEvents.invoice.of("cancelled");
        await scope.outbox.add(fact, invoiceFact(cancelled), { aggregateId: id });
        return cancelled;
      },
      again: ({ invoices }) => invoices.find(id, units),
    });
}

type Written = {
  readonly issuedOn: CivilDate;
  readonly now: Date;
  readonly by: string;
  readonly reason: string;
};

async function issueNote(
  { creditNotes }: Billing,
  { id: invoiceId, customerId, businessUnitId, totalCents }: Invoice,
  { issuedOn, now, by: operatorName, reason }: Written,
): Promise<CreditNote> {
  const number = await creditNotes.takeNumber(businessUnitId);
  const about = { invoiceId, customerId, businessUnitId, totalCents };
  const note = { ...about, id: newId(now), number, issuedOn, operatorName, reason };
  await creditNotes.add(note);
  return note;
}

/** Days that stand on no invoice any more are unbilled again, as far back as nothing later stands. */
async function giveDaysBack(
  { terms, accounts, invoices }: Billing,
  { id }: Invoice,
): Promise<void> {
  const freed = await invoices.firstDays(id);
  for (const held of await terms.lockMany([...freed.keys()])) {
    const from = freed.get(held.subscriptionId);
    const last = await accounts.lastBilledOn(held.subscriptionId);
    if (from === undefined || (last !== null && last > from)) continue;
    await terms.save({ ...held, billedThroughOn: from });
  }
}
