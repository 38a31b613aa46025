/** Money that was received for an invoice. */
export type Payment = {
  readonly id: string;
  readonly invoiceId: string;
  readonly paymentFormId: string | null;
  /** `credit`: out of what the customer had paid too much before. */
  readonly source: "money" | "credit";
  readonly amountCents: number;
  readonly paidOn: string;
  readonly operatorName: string;
  readonly receivedAt: string;
  readonly reversed: {
    readonly at: string;
    readonly by: string;
    readonly reason: string;
  } | null;
};

/** What settles an invoice on a day. */
export type Due = {
  readonly on: string;
  readonly lateCents: number;
  readonly openCents: number;
};
