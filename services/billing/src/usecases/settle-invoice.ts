import { billingEvents } from "@isp/contracts";
import type { CivilDate } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import type { Invoice } from "../domain/invoice.ts";
import { policyOf } from "../domain/invoicing-rules.ts";
import { settlementEntry } from "../domain/ledger.ts";
import { type Payment, standing } from "../domain/payment.ts";
import { settle } from "../domain/settlement.ts";
import { invoiceFact } from "../events/published.ts";
import type { Billing } from "./ports.ts";

type Change = {
  readonly before: readonly Payment[];
  readonly after: readonly Payment[];
  readonly bookedOn: CivilDate;
};

/**
 * Writes down how an invoice stands after its payments changed: state, ledger and fact in the caller's
 * transaction. All of it follows from the payments that stand, so that none of it can drift from them.
 */
export async function settleInvoice(
  { invoices, credits, outbox }: Billing,
  invoice: Invoice,
  { before, after, bookedOn }: Change,
): Promise<void> {
  const was = settle(invoice, standing(before), policyOf(invoice));
  const is = settle(invoice, standing(after), policyOf(invoice));
  const { id, customerId } = invoice;
  const settled: Invoice = {
    ...invoice,
    version: invoice.version + 1n,
    state: is.settledOn === null ? "issued" : "paid",
    paidCents: is.paidCents,
    lateCents: is.lateCents,
    settledOn: is.settledOn,
  };
  const received = (source: Payment["source"]) =>
    receivedOf(after, source) - receivedOf(before, source);
  const [moneyCents, creditCents] = [received("money"), received("credit")];
  const about = { customerId, invoiceId: id, bookedOn };
  const entry = settlementEntry(about, { moneyCents, creditCents }, { before: was, after: is });
  await invoices.settle(settled, entry);
  const credited = is.surplusCents - was.surplusCents - creditCents;
  await credits.change(invoice.businessUnitId, customerId, credited);
  if (credited < 0n && (await credits.of(invoice.businessUnitId, customerId)) < 0n)
    throw refuse.credit_used(
      "What was paid too much has paid a later invoice; take that back first.",
    );
  if (settled.state === invoice.state) return;
  // A reversal makes it what it was when it was issued.
  const fact = billingEvents.invoice.of(settled.state === "paid" ? "paid" : "issued");
  await outbox.add(fact, invoiceFact(settled), { aggregateId: id });
}

function receivedOf(payments: readonly Payment[], source: Payment["source"]): bigint {
  return standing(payments)
    .filter((payment) => payment.source === source)
    .reduce((sum, { amountCents }) => sum + amountCents, 0n);
}
