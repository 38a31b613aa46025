import { billing } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { RpcServer } from "@isp/rpc";
import type { ServiceContext, ToWriteRequest } from "@isp/runtime";
import { plansContacts } from "./clients/contacts.ts";
import { invoicePdf } from "./clients/invoice-pdf.ts";
import type { BillingConfig } from "./config.ts";
import { documentService } from "./grpc/document-service.ts";
import type { Billing } from "./usecases/ports.ts";
import { printInvoices } from "./usecases/print-invoices.ts";
import { writePaymentSettings } from "./usecases/write-payment-settings.ts";

type Given = {
  readonly transact: Transact<Billing>;
  readonly read: Transact<Billing>;
  readonly toRequest: ToWriteRequest;
};

/** What an invoice is paid with, and its paper. */
export function invoiceDocuments(
  { channel, clock }: ServiceContext,
  config: BillingConfig,
  { transact, read, toRequest }: Given,
) {
  const contacts = plansContacts(channel("plans", config.PLANS_GRPC_URL));
  const print = printInvoices(read, transact, { contacts, print: invoicePdf() });
  const write = writePaymentSettings(transact, clock);
  return {
    register(server: RpcServer): void {
      const service = documentService({ transact, toRequest, write, print });
      server.add(billing.DocumentServiceService, service);
    },
  };
}
