import type { Transact } from "@isp/db";
import { type CivilDate, civilDateIn, type Clock, isCivilDate } from "@isp/kernel";
import type { CreditNote } from "../domain/credit-note.ts";
import { fieldCheck } from "../domain/errors.ts";
import type { Invoice } from "../domain/invoice.ts";
import { policyOf } from "../domain/invoicing-rules.ts";
import { type Payment, standing } from "../domain/payment.ts";
import { type PresentSlip, slipOn } from "../domain/payment-slip.ts";
import { dueBy, type Settlement } from "../domain/settlement.ts";
import type { Billing, Units } from "./ports.ts";

export type InvoiceRead = {
  readonly invoice: Invoice;
  readonly payments: readonly Payment[];
  readonly creditNote: CreditNote | null;
  /** As it is paid on that day. */
  readonly slip: PresentSlip | null;
  readonly on: CivilDate;
  /** How it stands on that day. */
  readonly due: Settlement;
};

export type ReadInvoice = (
  asked: { readonly id: string; readonly dueOn: string },
  units: Units,
) => Promise<InvoiceRead>;

/** An invoice with its payments, and what settles it on a day: today where none is named. */
export function readInvoice(transact: Transact<Billing>, clock: Clock): ReadInvoice {
  return ({ id, dueOn }, units) =>
    transact(async ({ invoices, payments, creditNotes, documents, lists }) => {
      const fields = fieldCheck();
      fields.require(dueOn === "" || isCivilDate(dueOn), "/dueOn", "must be a date");
      fields.done();
      const invoice = await invoices.find(id, units);
      const received = await payments.ofInvoices([id]);
      const unit = await lists.findUnit(invoice.businessUnitId);
      const on = dueOn === "" ? civilDateIn(unit?.timeZone ?? "UTC", clock.now()) : dueOn;
      const debt = invoice.state === "cancelled" ? { ...invoice, totalCents: 0n } : invoice;
      const due = dueBy(debt, standing(received), policyOf(invoice), on);
      const creditNote = await creditNotes.ofInvoice(id);
      const issued = await documents.slipOf(id);
      const settings =
        issued && (await documents.settingsAt(invoice.businessUnitId, issued.settingsVersion));
      const slip = issued && settings && slipOn(issued, settings, { on, openCents: due.openCents });
      return { invoice, payments: received, creditNote, slip, on, due };
    });
}
