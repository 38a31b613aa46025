import type { billing } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { isCivilDate } from "@isp/kernel";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { refuse } from "../domain/errors.ts";
import { toInvoiceMessage, toPaymentMessage, toSlipMessage } from "../events/published.ts";
import type { BillNow } from "../usecases/bill-now.ts";
import type { PreviewBill } from "../usecases/preview-bill.ts";
import type { Billing } from "../usecases/ports.ts";
import type { ReadInvoice } from "../usecases/read-invoice.ts";
import type { ReverseInvoice } from "../usecases/reverse-invoice.ts";
import { nextToken, pageOf } from "./reading.ts";

type Parts = {
  readonly transact: Transact<Billing>;
  readonly toRequest: ToWriteRequest;
  readonly read: ReadInvoice;
  readonly billNow: BillNow;
  readonly previewBill: PreviewBill;
  readonly reverse: ReverseInvoice;
};

const mostMonths = 36;

export function invoiceService({
  transact,
  toRequest,
  read,
  billNow,
  previewBill,
  reverse,
}: Parts): Handlers<typeof billing.InvoiceServiceService> {
  return {
    async getInvoice(request, caller) {
      const { invoice, payments, creditNote, slip, on, due } = await read(request, caller.units);
      return {
        invoice: toInvoiceMessage(invoice),
        payments: payments.map(toPaymentMessage),
        due: { on, lateCents: due.lateCents, openCents: due.openCents },
        surplusCents: due.surplusCents,
        creditNote: creditNote ?? undefined,
        slip: slip === null ? undefined : toSlipMessage(slip),
      };
    },
    async reverseInvoice(request, { operatorName, units }) {
      const { id, reason } = request;
      const given = { id, reason, by: operatorName };
      const invoice = await reverse(toRequest("ReverseInvoice", request), given, units);
      return { invoice: toInvoiceMessage(invoice) };
    },
    async billSubscription(request, caller) {
      const named = toRequest("BillSubscription", request);
      return { invoice: toInvoiceMessage(await billNow(named, request, caller.units)) };
    },
    async billRetroactively(request, { units }) {
      const named = toRequest("BillRetroactively", request);
      const invoice = await billNow(named, { ...request, takesPast: true }, units);
      return { invoice: toInvoiceMessage(invoice) };
    },
    async previewBill({ subscriptionId, on }, { units }) {
      return previewBill({ subscriptionId, on }, units);
    },
    async reportAging({ on, businessUnitId }, caller) {
      if (!isCivilDate(on)) throw refuse.date_invalid(`${on} is not a date.`);
      const bands = await transact(({ invoices }) =>
        invoices.aging(on, businessUnitId, caller.units),
      );
      return {
        on,
        bands: bands.map(({ toDays, ...band }) => ({ ...band, toDays: toDays ?? undefined })),
      };
    },
    async reportRevenue(request, caller) {
      const { on } = request;
      if (!isCivilDate(on)) throw refuse.date_invalid(`${on} is not a date.`);
      const asked = { ...request, months: Math.min(mostMonths, Math.max(1, request.months)) };
      const months = await transact(({ invoices }) => invoices.revenue(asked, caller.units));
      return { months: [...months] };
    },
    async listInvoices(request, caller) {
      const page = pageOf(request);
      const found = await transact(({ invoices }) => invoices.list(request, caller.units, page));
      return {
        invoices: found.map(toInvoiceMessage),
        nextPageToken: nextToken(found, page),
      };
    },
  };
}
