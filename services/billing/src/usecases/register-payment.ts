import type { Transact, WriteRequest } from "@isp/db";
import { type CivilDate, civilDateIn, type Clock, isCivilDate, newId } from "@isp/kernel";
import { fieldCheck, refuse } from "../domain/errors.ts";
import type { Invoice } from "../domain/invoice.ts";
import type { Payment } from "../domain/payment.ts";
import { idempotently } from "./idempotent.ts";
import type { Billing, Units } from "./ports.ts";
import { settleInvoice } from "./settle-invoice.ts";

export type GivenPayment = {
  readonly invoiceId: string;
  readonly amountCents: bigint;
  readonly paidOn: CivilDate;
  readonly paymentFormId: string;
};

export type Cashier = { readonly operatorId: string; readonly operatorName: string };

export type RegisterPayment = (
  request: WriteRequest,
  given: GivenPayment,
  by: Cashier,
  units: Units,
) => Promise<Payment>;

const mostCents = 1_000_000_000_000n;

/**
 * Takes money for an invoice: in full, in part, or more than is owed, which stays the customer's. Late
 * charges are those of the day on which he paid, whenever it is entered.
 */
export function registerPayment(transact: Transact<Billing>, clock: Clock): RegisterPayment {
  return (request, given, by, units) =>
    idempotently(transact, clock, request, {
      id: newId(clock.now()),
      async first(scope, id) {
        const invoice = await scope.invoices.lock(given.invoiceId, units);
        if (invoice.state === "cancelled")
          throw refuse.invoice_cancelled(
            `Invoice ${invoice.number} is cancelled; nothing is owed.`,
          );
        const unit = await scope.lists.findUnit(invoice.businessUnitId);
        const today = civilDateIn(unit?.timeZone ?? "UTC", clock.now());
        await check(scope, invoice, given, today);
        const { customerId, businessUnitId } = invoice;
        const payment: Payment = {
          ...given,
          id,
          source: "money",
          version: 1n,
          customerId,
          businessUnitId,
          ...by,
          receivedAt: clock.now(),
          receivedOn: today,
          reversed: null,
        };
        const before = await scope.payments.ofInvoices([invoice.id]);
        await scope.payments.add(payment);
        const after = [...before, payment];
        await settleInvoice(scope, invoice, { before, after, bookedOn: given.paidOn });
        return payment;
      },
      again: ({ payments }, id) => payments.find(id, units),
    });
}

async function check(
  { lists }: Billing,
  { businessUnitId, issuedOn }: Invoice,
  { amountCents, paidOn, paymentFormId }: GivenPayment,
  today: CivilDate,
): Promise<void> {
  const fields = fieldCheck();
  fields.require(amountCents > 0n, "/amountCents", "must be more than nothing");
  fields.require(amountCents <= mostCents, "/amountCents", "is too large");
  fields.require(isCivilDate(paidOn), "/paidOn", "must be a date");
  fields.require(paidOn <= today, "/paidOn", "lies ahead");
  fields.require(paidOn >= issuedOn, "/paidOn", `lies before ${issuedOn}, when it was issued`);
  fields.done();
  const forms = await lists.paymentForms(businessUnitId, "all");
  if (forms.some(({ id }) => id === paymentFormId)) return;
  throw refuse.payment_form_not_found("The unit of the invoice has no such payment form.", {
    fields: [{ pointer: "/formId", detail: "is no payment form of the unit" }],
  });
}
