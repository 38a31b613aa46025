import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import { type InvoiceLetter, newLetter } from "../domain/invoice-letter.ts";
import { idempotently } from "./idempotent.ts";
import type { Billing, Units } from "./ports.ts";

export type SendInvoiceAgain = (
  request: WriteRequest,
  given: { readonly id: string; readonly by: string },
  units: Units,
) => Promise<InvoiceLetter>;

/** Sends an invoice by e-mail, once more or for the first time, to where its customer is reached now. */
export function sendInvoiceAgain(transact: Transact<Billing>, clock: Clock): SendInvoiceAgain {
  return (request, { id: invoiceId, by }, units) =>
    idempotently(transact, clock, request, {
      id: newId(clock.now()),
      async first({ invoices, invoiceLetters }, id) {
        const invoice = await invoices.lock(invoiceId, units);
        if (invoice.state === "cancelled")
          throw refuse.invoice_cancelled("An invoice that was taken back is not sent.");
        const [newest] = await invoiceLetters.ofInvoice(invoiceId);
        if (newest?.state === "waiting")
          throw refuse.letter_waiting("The invoice still waits to be sent.");
        const letter = newLetter(invoice, { id, madeAt: clock.now(), madeBy: by });
        await invoiceLetters.add([letter]);
        return letter;
      },
      again: ({ invoiceLetters }, id) => invoiceLetters.find(id),
    });
}
