import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import type { Invoice } from "../domain/invoice.ts";
import type { PrintInvoices, ReadContacts } from "./document-ports.ts";
import { papersOf } from "./invoice-papers.ts";
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
  readonly closing: (
    asked: { readonly closingId: string; readonly part: number; readonly onlyUnsent: boolean },
    units: Units,
  ) => Promise<PrintedPart>;
};

type Asking = { readonly contacts: ReadContacts; readonly clock: Clock };

/**
 * Puts invoices on paper. Whom one is made out to is asked of plans when it is first printed and kept with it:
 * a customer who moves later does not change what was issued.
 */
export function printInvoices(
  read: Transact<Billing>,
  transact: Transact<Billing>,
  { print, ...asking }: Asking & { readonly print: PrintInvoices },
): PrintUseCases {
  const papers = (invoices: readonly Invoice[]) => papersOf(transact, asking, invoices);
  return {
    async one(id, units) {
      const invoice = await read(({ invoices }) => invoices.find(id, units));
      const pdf = await print(await papers([invoice]));
      return { pdf, invoice };
    },
    async closing({ closingId, part, onlyUnsent }, units) {
      const found = await read(async ({ closings, documents, invoices }) => {
        await closings.find(closingId, units);
        const ids = await documents.toPrint(closingId, onlyUnsent);
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
