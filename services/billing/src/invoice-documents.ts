import { billing } from "@isp/contracts";
import { leaseKeeper, type Transact } from "@isp/db";
import { newId } from "@isp/kernel";
import type { ServiceContext, ServiceParts, ToWriteRequest } from "@isp/runtime";
import { plansContacts } from "./clients/contacts.ts";
import { invoicePdf } from "./clients/invoice-pdf.ts";
import { smtpSender } from "./clients/smtp.ts";
import type { BillingConfig } from "./config.ts";
import { statementPdf } from "./clients/statement-pdf.ts";
import { documentService } from "./grpc/document-service.ts";
import { statementService } from "./grpc/statement-service.ts";
import type { Billing } from "./usecases/ports.ts";
import { printInvoices } from "./usecases/print-invoices.ts";
import { readStatement } from "./usecases/read-statement.ts";
import { sendInvoiceAgain } from "./usecases/send-invoice-again.ts";
import { sendInvoices } from "./usecases/send-invoices.ts";
import { writeInvoicingRules } from "./usecases/write-invoicing-rules.ts";
import { writePaymentSettings } from "./usecases/write-payment-settings.ts";

const sendEveryMs = 1_000;
const leaseMs = 60_000;

type Parts = Required<Pick<ServiceParts, "workers" | "stop" | "register">>;

type Given = {
  readonly transact: Transact<Billing>;
  readonly read: Transact<Billing>;
  readonly toRequest: ToWriteRequest;
};

/** What an invoice is paid with, its paper, and its way to the customer; one replica sends at a time. */
export function invoiceDocuments(
  { db, channel, clock, failpoint }: ServiceContext,
  config: BillingConfig,
  { transact, read, toRequest }: Given,
): Parts {
  const contacts = plansContacts(channel("plans", config.PLANS_GRPC_URL));
  const print = invoicePdf();
  const smtp = config.BILLING_SMTP_URL === undefined ? null : smtpSender(config.BILLING_SMTP_URL);
  const lease = leaseKeeper(db, {
    name: "invoice-letters",
    holder: newId(clock.now()),
    ttlMs: leaseMs,
  });
  const sending = { transact, clock, contacts, print, from: config.BILLING_MAIL_FROM, failpoint };
  const send = smtp === null ? null : sendInvoices({ ...sending, send: smtp });
  return {
    register(server) {
      const service = documentService({
        transact,
        toRequest,
        write: writePaymentSettings(transact, clock),
        rule: writeInvoicingRules(transact, clock),
        print: printInvoices(read, transact, { contacts, print, clock }),
        again: sendInvoiceAgain(transact, clock),
      });
      server.add(billing.DocumentServiceService, service);
      const statement = readStatement(read, { contacts, print: statementPdf });
      server.add(billing.StatementServiceService, statementService(statement));
    },
    workers: [
      {
        name: "invoice-letters",
        everyMs: sendEveryMs,
        isHousekeeping: true,
        async run() {
          return send !== null && (await lease.hold()) !== null && send();
        },
      },
    ],
    async stop() {
      smtp?.close();
      await lease.release();
    },
  };
}
