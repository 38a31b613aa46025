import { civilDateIn, type Clock } from "@isp/kernel";
import type { Invoice } from "../domain/invoice.ts";
import { policyOf } from "../domain/invoicing-rules.ts";
import { standing } from "../domain/payment.ts";
import { type PresentSlip, slipOn } from "../domain/payment-slip.ts";
import { dueBy } from "../domain/settlement.ts";
import type { Billing } from "./ports.ts";

/** What invoices are paid with today; those that were issued without a slip are left out. */
export async function presentSlips(
  { documents, payments, lists }: Billing,
  invoices: readonly Invoice[],
  clock: Clock,
): Promise<ReadonlyMap<string, PresentSlip>> {
  const ids = invoices.map(({ id }) => id);
  const slips = await documents.slipsOf(ids);
  const received = Map.groupBy(await payments.ofInvoices(ids), ({ invoiceId }) => invoiceId);
  const present = new Map<string, PresentSlip>();
  for (const invoice of invoices) {
    const { id, businessUnitId } = invoice;
    const slip = slips.get(id);
    if (slip === undefined) continue;
    const settings = await documents.settingsAt(businessUnitId, slip.settingsVersion);
    if (settings === null) continue;
    const unit = await lists.findUnit(businessUnitId);
    const on = civilDateIn(unit?.timeZone ?? "UTC", clock.now());
    const { openCents } = dueBy(invoice, standing(received.get(id) ?? []), policyOf(invoice), on);
    present.set(id, slipOn(slip, settings, { on, openCents }));
  }
  return present;
}
