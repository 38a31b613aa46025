import type { Invoice } from "../domain/invoice.ts";
import type { PaymentSettings } from "../domain/payment-settings.ts";
import type { PaymentSlip, PresentSlip } from "../domain/payment-slip.ts";

/** Whom an invoice was made out to, as it was said when it was first put on paper. */
export type Payer = {
  readonly name: string;
  readonly document: string;
  readonly address: readonly string[];
};

export type Documents = {
  /** The newest settings of a unit; null where there are none. */
  readonly settings: (businessUnitId: string) => Promise<PaymentSettings | null>;
  readonly settingsAt: (businessUnitId: string, version: bigint) => Promise<PaymentSettings | null>;
  /** Adds a version; refuses with `stale` where somebody added it meanwhile. */
  readonly addSettings: (settings: PaymentSettings) => Promise<void>;
  /** The next numbers of an agreement's series, which begins no earlier than `first`. */
  readonly takeOurNumbers: (series: string, count: number, first: bigint) => Promise<bigint>;
  readonly addSlips: (slips: readonly PaymentSlip[]) => Promise<void>;
  readonly slipOf: (invoiceId: string) => Promise<PaymentSlip | null>;
  readonly slipsOf: (invoiceIds: readonly string[]) => Promise<ReadonlyMap<string, PaymentSlip>>;
  /** Invoices of a closing that stand, or of them those that no e-mail brought, in the order of their numbers. */
  readonly toPrint: (closingId: string, onlyUnsent: boolean) => Promise<readonly string[]>;
  readonly payersOf: (invoiceIds: readonly string[]) => Promise<ReadonlyMap<string, Payer>>;
  /** The first that is kept stays. */
  readonly keepPayers: (payers: ReadonlyMap<string, Payer>) => Promise<void>;
};

/** A customer as plans knows him now. */
export type Contact = Payer & { readonly email: string };

/** Asks plans, outside of any transaction; whom it does not know is left out. */
export type ReadContacts = (
  customerIds: readonly string[],
) => Promise<ReadonlyMap<string, Contact>>;

/** All that an invoice says on paper. */
export type InvoicePaper = {
  readonly invoice: Invoice;
  readonly payer: Payer;
  /** Null where it was issued without. */
  readonly slip: PresentSlip | null;
  /** Those it was issued with; where it has no slip, the present ones. */
  readonly settings: PaymentSettings;
};

/** One PDF of one invoice or of many, each from the top of a page. */
export type PrintInvoices = (papers: readonly InvoicePaper[]) => Promise<Uint8Array>;
