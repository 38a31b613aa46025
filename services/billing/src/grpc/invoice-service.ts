import type { billing } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import { toInvoiceMessage } from "../events/published.ts";
import type { Billing } from "../usecases/ports.ts";
import { nextToken, pageOf } from "./reading.ts";

export function invoiceService(
  transact: Transact<Billing>,
): Handlers<typeof billing.InvoiceServiceService> {
  return {
    async getInvoice({ id }, caller) {
      const invoice = await transact(({ invoices }) => invoices.find(id, caller.units));
      return { invoice: toInvoiceMessage(invoice) };
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
