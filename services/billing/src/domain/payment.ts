import type { Centavos, CivilDate } from "@isp/kernel";

/** Money that was received for an invoice. It is never changed; what was entered wrongly is reversed. */
export type Payment = {
  readonly id: string;
  readonly version: bigint;
  readonly invoiceId: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  /** Empty where it was paid out of the customer's credit. */
  readonly paymentFormId: string;
  /** Money that came in, or what the customer had paid too much before. */
  readonly source: "money" | "credit";
  readonly amountCents: Centavos;
  /** The day on which the customer paid, not the one on which it was entered. */
  readonly paidOn: CivilDate;
  readonly operatorId: string;
  readonly operatorName: string;
  readonly receivedAt: Date;
  /** The day of the unit on which it was entered. */
  readonly receivedOn: CivilDate;
  readonly reversed: Reversal | null;
};

export type Reversal = {
  readonly at: Date;
  readonly on: CivilDate;
  readonly by: string;
  readonly reason: string;
};

/** Payments that still count. */
export function standing(payments: readonly Payment[]): readonly Payment[] {
  return payments.filter(({ reversed }) => reversed === null);
}
