import type { billing } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { refuse } from "../domain/errors.ts";
import type { InvoiceLetter } from "../domain/invoice-letter.ts";
import { noSettings } from "../domain/payment-settings.ts";
import type { Billing } from "../usecases/ports.ts";
import type { PrintUseCases } from "../usecases/print-invoices.ts";
import { requireUnit } from "../usecases/require-unit.ts";
import type { SendInvoiceAgain } from "../usecases/send-invoice-again.ts";
import type { WritePaymentSettings } from "../usecases/write-payment-settings.ts";
import type { WriteInvoicingRules } from "../usecases/write-invoicing-rules.ts";
import { pageOf } from "./reading.ts";

type Parts = {
  readonly transact: Transact<Billing>;
  readonly toRequest: ToWriteRequest;
  readonly write: WritePaymentSettings;
  readonly rule: WriteInvoicingRules;
  readonly print: PrintUseCases;
  readonly again: SendInvoiceAgain;
};

type Service = Handlers<typeof billing.DocumentServiceService>;
type LetterMethod = "sendInvoice" | "listInvoiceLetters" | "listClosingLetters";

export function documentService({
  transact,
  toRequest,
  write,
  rule,
  print,
  again,
}: Parts): Service {
  return {
    async getPaymentSettings({ businessUnitId }, caller) {
      const settings = await transact(async ({ lists, documents }) => {
        await requireUnit(lists, businessUnitId, caller.units);
        return documents.settings(businessUnitId);
      });
      return { settings: settings ?? noSettings(businessUnitId) };
    },
    async updatePaymentSettings(request, caller) {
      if (request.settings === undefined) {
        throw refuse.invalid("The settings are missing.", {
          fields: [{ pointer: "/", detail: "is missing" }],
        });
      }
      const named = toRequest("UpdatePaymentSettings", request);
      return { settings: await write(named, request.settings, caller.units) };
    },
    async getInvoicingRules({ businessUnitId }, { units }) {
      const rules = await transact(async ({ lists, invoicingRules }) => {
        await requireUnit(lists, businessUnitId, units);
        return invoicingRules.of(businessUnitId);
      });
      return { rules };
    },
    async updateInvoicingRules(request, caller) {
      if (request.rules === undefined) {
        throw refuse.invalid("The rules are missing.", {
          fields: [{ pointer: "/", detail: "is missing" }],
        });
      }
      const named = toRequest("UpdateInvoicingRules", request);
      return { rules: await rule(named, request.rules, caller.units) };
    },
    async printInvoice({ id }, caller) {
      const { pdf, invoice } = await print.one(id, caller.units);
      return { pdf: Buffer.from(pdf), number: invoice.number };
    },
    async printClosing({ closingId, part, onlyUnsent }, caller) {
      const asked = { closingId, part: Math.max(1, part), onlyUnsent };
      const printed = await print.closing(asked, caller.units);
      return { ...printed, pdf: Buffer.from(printed.pdf) };
    },
    ...letterMethods({ transact, toRequest, again }),
  };
}

function letterMethods({
  transact,
  toRequest,
  again,
}: Pick<Parts, "transact" | "toRequest" | "again">): Pick<Service, LetterMethod> {
  return {
    async sendInvoice(request, { operatorName: by, units }) {
      const named = toRequest("SendInvoice", request);
      return { letter: toLetterMessage(await again(named, { id: request.id, by }, units)) };
    },
    async listInvoiceLetters({ invoiceId }, { units }) {
      const found = await transact(async ({ invoices, invoiceLetters }) => {
        await invoices.find(invoiceId, units);
        return invoiceLetters.ofInvoice(invoiceId);
      });
      return { letters: found.map(toLetterMessage) };
    },
    async listClosingLetters(request, { units }) {
      const { closingId, state } = request;
      const page = pageOf(request);
      const { found, counts } = await transact(async ({ closings, invoiceLetters }) => {
        await closings.find(closingId, units);
        return {
          found: await invoiceLetters.ofClosing(closingId, state, page),
          counts: await invoiceLetters.countOf(closingId),
        };
      });
      const invoices = found.map(({ letter, ...invoice }) => ({
        ...invoice,
        letter: letter === null ? undefined : toLetterMessage(letter),
      }));
      const last = found.length < page.limit ? undefined : found.at(-1);
      return { invoices, nextPageToken: last?.invoiceId ?? "", counts };
    },
  };
}

function toLetterMessage({ sentAt, ...letter }: InvoiceLetter): billing.InvoiceLetter {
  return { ...letter, sentAt: sentAt ?? undefined };
}
