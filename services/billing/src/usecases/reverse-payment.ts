import type { Transact, WriteRequest } from "@isp/db";
import { civilDateIn, type Clock } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import type { Payment } from "../domain/payment.ts";
import { checkReason } from "../domain/reason.ts";
import { idempotently } from "./idempotent.ts";
import type { Billing, Units } from "./ports.ts";
import { settleInvoice } from "./settle-invoice.ts";

export type ReversePayment = (
  request: WriteRequest,
  given: { readonly id: string; readonly reason: string; readonly by: string },
  units: Units,
) => Promise<Payment>;

/** Takes a payment back that was entered wrongly or did not clear; it stays in sight with the reason. */
export function reversePayment(transact: Transact<Billing>, clock: Clock): ReversePayment {
  return (request, { id, reason, by }, units) =>
    idempotently(transact, clock, request, {
      id,
      async first(scope) {
        const { invoiceId } = await scope.payments.find(id, units);
        const invoice = await scope.invoices.lock(invoiceId, units);
        const before = await scope.payments.ofInvoices([invoiceId]);
        const payment = before.find((one) => one.id === id);
        if (payment === undefined || payment.reversed !== null)
          throw refuse.payment_reversed("The payment was reversed already.");
        checkReason(reason);
        const now = clock.now();
        const unit = await scope.lists.findUnit(invoice.businessUnitId);
        const on = civilDateIn(unit?.timeZone ?? "UTC", now);
        const reversed: Payment = {
          ...payment,
          version: payment.version + 1n,
          reversed: { at: now, on, by, reason: reason.trim() },
        };
        await scope.payments.reverse(reversed);
        await settleInvoice(scope, invoice, {
          before,
          after: before.map((one) => (one.id === id ? reversed : one)),
          bookedOn: on,
        });
        return reversed;
      },
      again: ({ payments }) => payments.find(id, units),
    });
}
