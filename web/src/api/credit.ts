/** Days of an invoice that are not owed. */
export type CreditReturn = {
  readonly subscriptionId: string;
  readonly invoiceId: string;
  readonly invoiceNumber: number;
  readonly fromOn: string;
  readonly toOn: string;
  readonly days: number;
  readonly amountCents: number;
};

/** Money that went back to a customer. */
export type CreditPayout = {
  readonly id: string;
  readonly amountCents: number;
  readonly paidOn: string;
  readonly note: string;
  readonly operatorName: string;
  readonly reversed: { readonly at: string; readonly by: string; readonly reason: string } | null;
};

/** A customer's credit with one unit. */
export type CreditAccount = {
  readonly businessUnitId: string;
  readonly creditCents: number;
  readonly returns: readonly CreditReturn[];
  readonly owedCents: number;
  readonly payouts: readonly CreditPayout[];
};
