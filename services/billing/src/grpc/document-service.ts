import type { billing } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { refuse } from "../domain/errors.ts";
import { noSettings } from "../domain/payment-settings.ts";
import type { Billing } from "../usecases/ports.ts";
import type { PrintUseCases } from "../usecases/print-invoices.ts";
import { requireUnit } from "../usecases/require-unit.ts";
import type { WritePaymentSettings } from "../usecases/write-payment-settings.ts";

type Parts = {
  readonly transact: Transact<Billing>;
  readonly toRequest: ToWriteRequest;
  readonly write: WritePaymentSettings;
  readonly print: PrintUseCases;
};

export function documentService({
  transact,
  toRequest,
  write,
  print,
}: Parts): Handlers<typeof billing.DocumentServiceService> {
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
    async printInvoice({ id }, caller) {
      const { pdf, invoice } = await print.one(id, caller.units);
      return { pdf: Buffer.from(pdf), number: invoice.number };
    },
    async printClosing({ closingId, part }, caller) {
      const printed = await print.closing(closingId, Math.max(1, part), caller.units);
      return { ...printed, pdf: Buffer.from(printed.pdf) };
    },
  };
}
