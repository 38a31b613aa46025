import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { Invoice } from "../domain/invoice.ts";
import { noSettings } from "../domain/payment-settings.ts";
import type { InvoicePaper, Payer, ReadContacts } from "./document-ports.ts";
import type { Billing } from "./ports.ts";
import { presentSlips } from "./present-slips.ts";

/** All that invoices say on paper. Whom one is made out to is asked of plans once, and kept. */
export async function papersOf(
  transact: Transact<Billing>,
  { contacts, clock }: { readonly contacts: ReadContacts; readonly clock: Clock },
  invoices: readonly Invoice[],
): Promise<readonly InvoicePaper[]> {
  const payers = await payersOf(transact, contacts, invoices);
  return transact(async (scope) => {
    const { documents } = scope;
    const slips = await presentSlips(scope, invoices, clock);
    const papers: InvoicePaper[] = [];
    for (const invoice of invoices) {
      const { businessUnitId: unit, id } = invoice;
      const slip = slips.get(id) ?? null;
      const settings =
        slip === null
          ? await documents.settings(unit)
          : await documents.settingsAt(unit, slip.settingsVersion);
      const payer = payers.get(id) ?? { name: invoice.customerName, document: "", address: [] };
      papers.push({ invoice, slip, settings: settings ?? noSettings(unit), payer });
    }
    return papers;
  });
}

async function payersOf(
  transact: Transact<Billing>,
  contacts: ReadContacts,
  invoices: readonly Invoice[],
): Promise<ReadonlyMap<string, Payer>> {
  const ids = invoices.map(({ id }) => id);
  const kept = await transact(({ documents }) => documents.payersOf(ids));
  const unknown = invoices.filter(({ id }) => !kept.has(id));
  if (unknown.length === 0) return kept;
  const asked = await contacts(unknown.map(({ customerId }) => customerId));
  const told = new Map<string, Payer>();
  for (const { id, customerId } of unknown) {
    const contact = asked.get(customerId);
    if (contact !== undefined) told.set(id, contact);
  }
  await transact(({ documents }) => documents.keepPayers(told));
  // Another replica may have kept them first: what is in the table is what counts.
  return transact(({ documents }) => documents.payersOf(ids));
}
