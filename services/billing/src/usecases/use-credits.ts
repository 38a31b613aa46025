import { type CivilDate, type Clock, newId } from "@isp/kernel";
import type { Invoice } from "../domain/invoice.ts";
import type { Payment } from "../domain/payment.ts";
import type { Billing } from "./ports.ts";
import { settleInvoice } from "./settle-invoice.ts";

/** Pays invoices that were just issued out of what their customers have paid too much, the first due first. */
export async function useCredits(
  scope: Billing,
  invoices: readonly Invoice[],
  clock: Clock,
): Promise<void> {
  const [first] = invoices;
  if (first === undefined) return;
  const customers = [...new Set(invoices.map(({ customerId }) => customerId))];
  const credits = new Map(await scope.credits.lock(first.businessUnitId, customers));
  if (credits.size === 0) return;
  for (const invoice of invoices.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))) {
    const left = credits.get(invoice.customerId) ?? 0n;
    const amountCents = left < invoice.totalCents ? left : invoice.totalCents;
    if (amountCents <= 0n) continue;
    credits.set(invoice.customerId, left - amountCents);
    const paid = { invoice, amountCents, before: [], on: invoice.issuedOn };
    await payFromCredit(scope, paid, clock);
  }
}

/** Pays a locked invoice out of its customer's credit. */
export async function payFromCredit(
  scope: Billing,
  paid: {
    readonly invoice: Invoice;
    readonly amountCents: bigint;
    readonly before: readonly Payment[];
    readonly on: CivilDate;
  },
  clock: Clock,
): Promise<void> {
  const { invoice, before, on } = paid;
  const payment = fromCredit(paid, clock.now());
  await scope.payments.add(payment);
  await settleInvoice(scope, invoice, { before, after: [...before, payment], bookedOn: on });
}

type Paid = Pick<Parameters<typeof payFromCredit>[1], "invoice" | "amountCents" | "on">;

function fromCredit({ invoice, amountCents, on }: Paid, now: Date): Payment {
  const { id: invoiceId, customerId, businessUnitId } = invoice;
  return {
    id: newId(now),
    version: 1n,
    invoiceId,
    customerId,
    businessUnitId,
    paymentFormId: "",
    source: "credit",
    amountCents,
    paidOn: on,
    operatorId: "",
    operatorName: "",
    receivedAt: now,
    receivedOn: on,
    reversed: null,
  };
}
