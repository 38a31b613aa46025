import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import type { Invoice } from "../domain/invoice.ts";
import { standing } from "../domain/payment.ts";
import { checkReason } from "../domain/reason.ts";
import { idempotently } from "./idempotent.ts";
import type { Billing, Units } from "./ports.ts";
import { takeBack } from "./take-back.ts";

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
        if (await scope.payouts.isCredited(id))
          throw refuse.invoice_credited(
            "Days of it were given back, on a later invoice or as a credit: it stands.",
          );
        const { lines } = await scope.invoices.find(id, units);
        const proposed = await scope.payouts.proposedOn(
          invoice.businessUnitId,
          lines.map((line) => line.id),
        );
        if (proposed !== null)
          throw refuse.credit_proposed(
            `The closing of ${proposed} gives days of it back; issue that one first.`,
          );
        checkReason(reason);
        const [cancelled] = await takeBack(scope, [invoice], { by, reason }, clock);
        return cancelled ?? invoice;
      },
      again: ({ invoices }) => invoices.find(id, units),
    });
}
