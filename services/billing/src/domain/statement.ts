import type { Centavos, CivilDate } from "@isp/kernel";
import type { CreditNote } from "./credit-note.ts";
import type { Invoice } from "./invoice.ts";
import { policyOf } from "./invoicing-rules.ts";
import { type Payment, standing } from "./payment.ts";
import type { CreditPayout, Returned } from "./payout.ts";
import { settle } from "./settlement.ts";

/** What changed a customer's balance, or was settled out of it. */
export type StatementKind =
  | "invoice"
  | "credit-note"
  | "late-charges"
  | "payment"
  | "credit-used"
  | "payment-reversed"
  | "credit-returned"
  | "credit-paid-out"
  | "payout-reversed";

/** One move of a customer's account with a business unit. */
export type StatementMove = {
  readonly on: CivilDate;
  readonly kind: StatementKind;
  readonly businessUnitId: string;
  /** Empty, and 0, where it is of none. */
  readonly invoiceId: string;
  readonly invoiceNumber: bigint;
  /** What it added to what the customer owes; negative where it took off. */
  readonly amountCents: Centavos;
  /** What he owes after it; negative where the provider owes him. */
  readonly balanceCents: Centavos;
};

export type Statement = {
  readonly openingCents: Centavos;
  readonly moves: readonly StatementMove[];
  readonly closingCents: Centavos;
  /** Of whom it tells, in its balances too. */
  readonly businessUnitIds: readonly string[];
};

export type StatementOf = {
  readonly invoices: readonly Invoice[];
  readonly payments: readonly Payment[];
  readonly creditNotes: readonly CreditNote[];
  readonly returned: readonly Returned[];
  readonly payouts: readonly CreditPayout[];
};

/** The days from the first to the last, both included; an empty one is no border. */
export type StatementPeriod = { readonly fromOn: CivilDate; readonly toOn: CivilDate };

type Move = Omit<StatementMove, "balanceCents">;

/** Of one day: what is owed comes before what is paid. */
const order: readonly StatementKind[] = [
  "invoice",
  "credit-note",
  "credit-returned",
  "payment-reversed",
  "late-charges",
  "payment",
  "credit-used",
  "credit-paid-out",
  "payout-reversed",
];

/**
 * A customer's account, move by move, on the days on which things happened and not on those on which they were
 * entered. Its last balance is what his invoices have open less what he has to his credit: the sides
 * `receivable` and `customer-credit` of the ledger.
 */
export function statementOf(
  { invoices, payments, creditNotes, returned, payouts }: StatementOf,
  { fromOn, toOn }: StatementPeriod,
): Statement {
  const paid = Map.groupBy(payments, ({ invoiceId }) => invoiceId);
  const takenBack = new Map(creditNotes.map((note) => [note.invoiceId, note]));
  const ofInvoices = invoices.flatMap((invoice) =>
    movesOf(invoice, paid.get(invoice.id) ?? [], takenBack.get(invoice.id)),
  );
  const moves = [...ofInvoices, ...returned.map(returnMove), ...payouts.flatMap(payoutMoves)]
    .toSorted(inOrder)
    .filter(({ on }) => toOn === "" || on <= toOn);
  const first = fromOn === "" ? 0 : moves.filter(({ on }) => on < fromOn).length;
  const openingCents = sum(moves.slice(0, first));
  let balanceCents = openingCents;
  const shown = moves.slice(first).map((move): StatementMove => {
    balanceCents += changeOf(move);
    return { ...move, balanceCents };
  });
  const businessUnitIds = [...new Set(moves.map(({ businessUnitId }) => businessUnitId))];
  return { openingCents, moves: shown, closingCents: balanceCents, businessUnitIds };
}

function movesOf(
  invoice: Invoice,
  payments: readonly Payment[],
  note: CreditNote | undefined,
): Move[] {
  const { id: invoiceId, number: invoiceNumber, businessUnitId } = invoice;
  const move = (kind: StatementKind, on: CivilDate, amountCents: Centavos): Move => ({
    on,
    kind,
    businessUnitId,
    invoiceId,
    invoiceNumber,
    amountCents,
  });
  return [
    move("invoice", invoice.issuedOn, invoice.totalCents),
    ...(note === undefined ? [] : [move("credit-note", note.issuedOn, -note.totalCents)]),
    ...lateCharges(invoice, payments).map(({ on, cents }) => move("late-charges", on, cents)),
    ...payments.flatMap(({ source, amountCents, paidOn, reversed }) => {
      const isMoney = source === "money";
      const kind = isMoney ? "payment" : "credit-used";
      const received = move(kind, paidOn, -amountCents);
      if (reversed === null) return [received];
      // Given back, a credit that was used is a credit again: the balance is as it was.
      return isMoney ? [received, move("payment-reversed", reversed.on, amountCents)] : [];
    }),
  ];
}

/** Days that were billed too far, given back to who has left. */
function returnMove(credit: Returned): Move {
  const { returnedOn: on, businessUnitId, invoiceId, invoiceNumber, amountCents } = credit;
  const about = { businessUnitId, invoiceId, invoiceNumber };
  return { ...about, on, kind: "credit-returned", amountCents: -amountCents };
}

/** Money that went back to him, and came again where that was a mistake. */
function payoutMoves({ paidOn, businessUnitId, amountCents, reversed }: CreditPayout): Move[] {
  const about = { businessUnitId, invoiceId: "", invoiceNumber: 0n };
  const paidOut: Move = { ...about, on: paidOn, kind: "credit-paid-out", amountCents };
  if (reversed === null) return [paidOut];
  const back = { on: reversed.on, kind: "payout-reversed", amountCents: -amountCents } as const;
  return [paidOut, { ...about, ...back }];
}

/** They become due with payments that come late; those of a reversed payment never did. */
function lateCharges(
  invoice: Invoice,
  payments: readonly Payment[],
): { readonly on: CivilDate; readonly cents: Centavos }[] {
  const receipts = standing(payments).toSorted((one, other) =>
    `${one.paidOn} ${one.id}` < `${other.paidOn} ${other.id}` ? -1 : 1,
  );
  let before = 0n;
  return receipts.flatMap(({ paidOn: on }, index) => {
    const { lateCents } = settle(invoice, receipts.slice(0, index + 1), policyOf(invoice));
    const cents = lateCents - before;
    before = lateCents;
    return cents === 0n ? [] : [{ on, cents }];
  });
}

/** What is paid out of a credit leaves the balance as it was: the credit was in it. */
function changeOf({ kind, amountCents }: Move): Centavos {
  return kind === "credit-used" ? 0n : amountCents;
}

function sum(moves: readonly Move[]): Centavos {
  return moves.reduce((total, move) => total + changeOf(move), 0n);
}

function inOrder(one: Move, other: Move): number {
  if (one.on !== other.on) return one.on < other.on ? -1 : 1;
  const kinds = order.indexOf(one.kind) - order.indexOf(other.kind);
  return kinds === 0 ? Number(one.invoiceNumber - other.invoiceNumber) : kinds;
}
