import type { Centavos, CivilDate } from "@isp/kernel";
import type { BillLine } from "./bill.ts";

export type ClosingState =
  | "proposing"
  | "proposed"
  | "committing"
  | "committed"
  | "reversing"
  | "reversed";

/** Who took a whole closing back, why, and since when nothing of it that could be taken back stands. */
export type Reversal = {
  readonly reason: string;
  readonly by: string;
  readonly endedAt: Date | null;
};

/** The closing of one business unit on one date. */
export type Closing = {
  readonly id: string;
  readonly version: bigint;
  readonly businessUnitId: string;
  readonly on: CivilDate;
  readonly state: ClosingState;
  readonly subscriptions: bigint;
  readonly lines: bigint;
  readonly invoices: bigint;
  readonly amountCents: Centavos;
  readonly done: bigint;
  readonly total: bigint;
  /** The last subscription that was worked out, or customer that was numbered (committing) or taken back (reversing). */
  readonly reached: string;
  readonly proposedAt: Date | null;
  readonly committedAt: Date | null;
  readonly reversal: Reversal | null;
};

/** What a closing would do for one subscription. */
export type Proposal = {
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly dueOn: CivilDate;
  readonly paymentFormId: string;
  readonly debitAccountId: string;
  readonly billedThroughBefore: CivilDate | null;
  readonly lastClosingBefore: CivilDate | null;
  readonly billedThroughOn: CivilDate;
};

export type ProposedLine = BillLine & {
  readonly id: string;
  readonly subscriptionId: string;
  readonly customerId: string;
};

export type Parked = {
  readonly subscriptionId: string;
  readonly code: string;
  readonly detail: string;
};

export type BusinessUnit = {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly prorationBasis: "actual" | "commercial30";
  readonly closingDay: number;
};

export type DueDay = {
  readonly id: string;
  readonly version: bigint;
  readonly businessUnitId: string;
  readonly day: number;
  readonly closingDay: number;
  readonly isDefault: boolean;
};

export type PaymentForm = {
  readonly id: string;
  readonly version: bigint;
  readonly businessUnitId: string;
  readonly name: string;
  readonly kind: string;
  readonly isDefault: boolean;
};

/** Everybody's part of one invoice: same customer, due date, form and account (R18). */
export type InvoiceDraft = {
  readonly customerId: string;
  readonly dueOn: CivilDate;
  readonly paymentFormId: string;
  readonly debitAccountId: string;
  readonly lines: readonly ProposedLine[];
};

/** Sorts the lines of proposals into invoices; one without lines comes to none. */
export function invoicesOf(
  proposals: readonly Proposal[],
  lines: readonly ProposedLine[],
): readonly InvoiceDraft[] {
  const linesOf = Map.groupBy(lines, ({ subscriptionId }) => subscriptionId);
  const groups = Map.groupBy(proposals, ({ customerId, dueOn, paymentFormId, debitAccountId }) =>
    [customerId, dueOn, paymentFormId, debitAccountId].join("|"),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const held = group.flatMap(({ subscriptionId }) => linesOf.get(subscriptionId) ?? []);
    if (first === undefined || held.length === 0) return [];
    const { customerId, dueOn, paymentFormId, debitAccountId } = first;
    return [{ customerId, dueOn, paymentFormId, debitAccountId, lines: held }];
  });
}

export const totalOf = (lines: readonly Pick<BillLine, "amountCents">[]): Centavos =>
  lines.reduce((sum, { amountCents }) => sum + amountCents, 0n);

/** What several closings came to. */
export function totalsOf(
  closings: readonly Closing[],
): Pick<Closing, "subscriptions" | "lines" | "invoices" | "amountCents"> {
  const sum = (read: (closing: Closing) => bigint) =>
    closings.reduce((total, closing) => total + read(closing), 0n);
  return {
    subscriptions: sum(({ subscriptions }) => subscriptions),
    lines: sum(({ lines }) => lines),
    invoices: sum(({ invoices }) => invoices),
    amountCents: sum(({ amountCents }) => amountCents),
  };
}
