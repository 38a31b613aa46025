import type { billing } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { toInvoiceMessage, toPaymentMessage } from "../events/published.ts";
import type { BillNow } from "../usecases/bill-now.ts";
import type { Billing } from "../usecases/ports.ts";
import type { ReadInvoice } from "../usecases/read-invoice.ts";
import { nextToken, pageOf } from "./reading.ts";

type Parts = {
  readonly transact: Transact<Billing>;
  readonly toRequest: ToWriteRequest;
  readonly read: ReadInvoice;
  readonly billNow: BillNow;
};

export function invoiceService({
  transact,
  toRequest,
  read,
  billNow,
}: Parts): Handlers<typeof billing.InvoiceServiceService> {
  return {
    async getInvoice(request, caller) {
      const { invoice, payments, on, due } = await read(request, caller.units);
      return {
        invoice: toInvoiceMessage(invoice),
        payments: payments.map(toPaymentMessage),
        due: { on, lateCents: due.lateCents, openCents: due.openCents },
        surplusCents: due.surplusCents,
      };
    },
    async billSubscription(request, caller) {
      const named = toRequest("BillSubscription", request);
      return { invoice: toInvoiceMessage(await billNow(named, request, caller.units)) };
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
