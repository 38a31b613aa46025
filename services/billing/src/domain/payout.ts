import type { Centavos, CivilDate } from "@isp/kernel";
import type { ProposedLine } from "./closing.ts";
import { creditOf, type KnownNow } from "./credit.ts";
import type { Reversal } from "./payment.ts";

/** Days that were billed to who has left, given back to him (R14). */
export type ReturnedCredit = {
  /** The line that billed them, and its invoice. */
  readonly lineId: string;
  readonly invoiceId: string;
  readonly invoiceNumber: bigint;
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate;
  readonly days: number;
  /** Above nothing. */
  readonly amountCents: Centavos;
};

/** The same once it is the customer's. */
export type Returned = ReturnedCredit & { readonly returnedOn: CivilDate };

/** Money that went back to a customer out of what he had to his credit. */
export type CreditPayout = {
  readonly id: string;
  readonly version: bigint;
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly paymentFormId: string;
  readonly amountCents: Centavos;
  readonly paidOn: CivilDate;
  /** To whom and how: what the till keeps of it. */
  readonly note: string;
  readonly operatorId: string;
  readonly operatorName: string;
  readonly enteredAt: Date;
  /** The day of the unit on which it was entered. */
  readonly enteredOn: CivilDate;
  readonly reversed: Reversal | null;
};

/** A line of a subscription that has ended, on which no closing has given anything back. */
export type EndedLine = {
  readonly line: ProposedLine;
  readonly invoiceId: string;
  readonly invoiceNumber: bigint;
  readonly businessUnitId: string;
  readonly endedOn: CivilDate;
};

/** What a line of who has left gives back, by the rule that it was billed by; null where it is all owed. */
export function returnOf(
  { line, endedOn, ...about }: EndedLine,
  history: KnownNow["history"],
): ReturnedCredit | null {
  const credit = creditOf(line, { endedOn, history });
  if (credit === null) return null;
  const { subscriptionId, customerId, fromOn, toOn, days } = credit;
  const period = { fromOn, toOn, days };
  const whose = { lineId: line.id, subscriptionId, customerId };
  return { ...about, ...whose, ...period, amountCents: -credit.amountCents };
}
