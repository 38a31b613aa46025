export type LetterState = "waiting" | "sent" | "failed" | "dropped";

/** An e-mail that brought an invoice, or did not. */
export type InvoiceLetter = {
  readonly id: string;
  readonly state: LetterState;
  readonly recipient: string;
  readonly serverAnswer: string;
  readonly sentAt: string | null;
  readonly problem: string;
  readonly madeAt: string;
  readonly madeBy: string;
};

export type SentInvoice = {
  readonly invoiceId: string;
  readonly number: number;
  readonly customerId: string;
  readonly customerName: string;
  readonly letter: InvoiceLetter | null;
};

export type LetterCounts = Readonly<Record<LetterState | "none", number>>;
