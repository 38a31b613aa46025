import type { Explanation } from "../domain/bill.ts";
import type { ProposedLine } from "../domain/closing.ts";

/** A credit note takes lines out of the first generation, so that others of the same days can be issued. */
export const standingGeneration = 1;

/** The columns that proposed and invoiced lines share, in the order of their tables. */
export const lineColumns = `l.id, l.subscription_id AS subscriptionId, l.customer_id AS customerId, l.kind, l.item,
  l.from_on AS fromOn, l.to_on AS toOn, l.days, l.amount_cents AS amountCents, l.explanation`;

export type LineRow = Omit<ProposedLine, "amountCents" | "explanation"> & {
  readonly amountCents: string;
  readonly explanation: string;
};

type Stored = Omit<Explanation, "priceCents" | "payableCents"> & {
  readonly priceCents: string;
  readonly payableCents: string;
};

export function toLine<Row extends LineRow>(
  row: Row,
): Omit<Row, "amountCents" | "explanation"> & Pick<ProposedLine, "amountCents" | "explanation"> {
  const { priceCents, payableCents, ...rest } = JSON.parse(row.explanation) as Stored;
  return {
    ...row,
    amountCents: BigInt(row.amountCents),
    explanation: { ...rest, priceCents: BigInt(priceCents), payableCents: BigInt(payableCents) },
  };
}

/** subscription, customer, kind, item, from, to, days, amount, explanation. */
export function lineValues(line: ProposedLine): unknown[] {
  const { priceCents, payableCents, ...rest } = line.explanation;
  const stored = { ...rest, priceCents: `${priceCents}`, payableCents: `${payableCents}` };
  return [
    line.subscriptionId,
    line.customerId,
    line.kind,
    line.item,
    line.fromOn,
    line.toOn,
    line.days,
    line.amountCents.toString(),
    JSON.stringify(stored),
  ];
}
