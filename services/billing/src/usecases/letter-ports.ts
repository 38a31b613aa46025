import type { InvoiceLetter } from "../domain/invoice-letter.ts";
import type { Page } from "./ports.ts";

export type LetterState = InvoiceLetter["state"];

/** The newest letter of an invoice; none where it was never to go out by e-mail. */
export type SentInvoice = {
  readonly invoiceId: string;
  readonly number: bigint;
  readonly customerId: string;
  readonly customerName: string;
  readonly letter: InvoiceLetter | null;
};

/** How many of a closing's invoices stand how; `none` have no letter. */
export type LetterCounts = Readonly<Record<LetterState | "none", number>>;

export type InvoiceLetters = {
  readonly add: (letters: readonly InvoiceLetter[]) => Promise<void>;
  readonly save: (letter: InvoiceLetter) => Promise<void>;
  readonly find: (id: string) => Promise<InvoiceLetter>;
  /** Letters whose turn has come; none of a closing that is being committed or taken back. */
  readonly due: (now: Date, limit: number) => Promise<readonly InvoiceLetter[]>;
  readonly lockWaiting: (id: string) => Promise<InvoiceLetter | null>;
  /** Newest first. */
  readonly ofInvoice: (invoiceId: string) => Promise<readonly InvoiceLetter[]>;
  /** Of a closing in the order of its numbers, those in a state where one is named; an empty state asks for all. */
  readonly ofClosing: (
    closingId: string,
    state: string,
    page: Page,
  ) => Promise<readonly SentInvoice[]>;
  readonly countOf: (closingId: string) => Promise<LetterCounts>;
};
