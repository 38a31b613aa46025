import type { billing } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { toInvoiceMessage } from "../events/published.ts";
import type { BillNow } from "../usecases/bill-now.ts";
import type { Billing } from "../usecases/ports.ts";
import { nextToken, pageOf } from "./reading.ts";

export function invoiceService(
  transact: Transact<Billing>,
  toRequest: ToWriteRequest,
  billNow: BillNow,
): Handlers<typeof billing.InvoiceServiceService> {
  return {
    async getInvoice({ id }, caller) {
      const invoice = await transact(({ invoices }) => invoices.find(id, caller.units));
      return { invoice: toInvoiceMessage(invoice) };
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
