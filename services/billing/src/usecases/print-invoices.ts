import type { Transact } from "@isp/db";
import { refuse } from "../domain/errors.ts";
import type { Invoice } from "../domain/invoice.ts";
import { noSettings } from "../domain/payment-settings.ts";
import type { InvoicePaper, Payer, PrintInvoices, ReadContacts } from "./document-ports.ts";
import type { Billing, Units } from "./ports.ts";

/** How many invoices of a closing are one PDF: what fits a message, and a person's patience. */
export const invoicesInPart = 100;

export type PrintedPart = {
  readonly pdf: Uint8Array;
  readonly parts: number;
  readonly invoices: number;
};

export type PrintUseCases = {
  readonly one: (
    id: string,
    units: Units,
  ) => Promise<{ readonly pdf: Uint8Array; readonly invoice: Invoice }>;
  readonly closing: (closingId: string, part: number, units: Units) => Promise<PrintedPart>;
};

/**
 * Puts invoices on paper. Whom one is made out to is asked of plans when it is first printed and kept with it:
 * a customer who moves later does not change what was issued.
 */
export function printInvoices(
  read: Transact<Billing>,
  transact: Transact<Billing>,
  { contacts, print }: { readonly contacts: ReadContacts; readonly print: PrintInvoices },
): PrintUseCases {
  const papers = (invoices: readonly Invoice[]) => papersOf(transact, contacts, invoices);
  return {
    async one(id, units) {
      const invoice = await read(({ invoices }) => invoices.find(id, units));
      const pdf = await print(await papers([invoice]));
      return { pdf, invoice };
    },
    async closing(closingId, part, units) {
      const found = await read(async ({ closings, documents, invoices }) => {
        await closings.find(closingId, units);
        const ids = await documents.toPrint(closingId);
        const from = (part - 1) * invoicesInPart;
        const wanted = ids.slice(from, from + invoicesInPart);
        const all: Invoice[] = [];
        for (const id of wanted) all.push(await invoices.find(id, units));
        return { all, count: ids.length };
      });
      if (found.all.length === 0) throw refuse.nothing_to_print("No invoice of it is to print.");
      const pdf = await print(await papers(found.all));
      const parts = Math.ceil(found.count / invoicesInPart);
      return { pdf, parts, invoices: found.all.length };
    },
  };
}

async function papersOf(
  transact: Transact<Billing>,
  contacts: ReadContacts,
  invoices: readonly Invoice[],
): Promise<readonly InvoicePaper[]> {
  const payers = await payersOf(transact, contacts, invoices);
  return transact(async ({ documents }) => {
    const slips = await documents.slipsOf(invoices.map(({ id }) => id));
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
