import { type billing, billingEvents, type EventContract } from "@isp/contracts";
import { filledIn, type Sql } from "@isp/db";
import type { InvoiceDraft, ProposedLine } from "../domain/closing.ts";
import { type Invoice, issue } from "../domain/invoice.ts";
import type { LateCharges } from "../domain/invoicing-rules.ts";
import { invoiceFact } from "../events/published.ts";

export const issued: EventContract<billing.InvoiceFact> = billingEvents.invoice.of("issued");

/** What no real invoice has, so that it is found again in what the contract writes of it. */
const line = {
  id: "@line@",
  subscriptionId: "@subscription@",
  kind: "@kind@" as ProposedLine["kind"],
  item: "@item@",
  fromOn: "@from@",
  toOn: "@to@",
  days: 2_147_480_001,
  amountCents: 9_000_000_000_000_001n,
} as const;
const subscriptionNumber = 9_000_000_000_000_002n;
const about = { id: "@invoice@", number: 9_000_000_000_000_003n } as const;
const totalCents = 9_000_000_000_000_004n;
const [customerId, dueOn] = ["@customer@", "@due@"];

const ofInvoice = {
  [about.id]: "i.id",
  [`${about.number}`]: "i.number",
  [`${totalCents}`]: "i.total_cents",
  [customerId]: "i.customer_id",
  [dueOn]: "i.due_on",
};
const ofLine = {
  [line.id]: "l.id",
  [line.subscriptionId]: "l.subscription_id",
  [line.kind]: "l.kind",
  [line.item]: "l.item",
  [line.fromOn]: "l.from_on",
  [line.toOn]: "l.to_on",
  [`${line.days}`]: "l.days",
  [`${line.amountCents}`]: "l.amount_cents",
  [`${subscriptionNumber}`]: "t.number",
  [customerId]: "l.customer_id",
  [dueOn]: "i.due_on",
};

/**
 * What the contract writes of an invoice that is issued, as an expression over its row `i` and, in groups, its
 * lines `l` with their subscriptions `t`: the database fills in columns and does not know the shape.
 */
export function issuedPayload(
  of: Pick<Invoice, "closingId" | "businessUnitId" | "issuedOn"> & LateCharges,
): Sql {
  const explanation = {
    basis: "actual",
    cycleDays: 0,
    priceCents: 0n,
    payableCents: 0n,
    planName: "",
    calendar: [],
  } as const;
  const draft: InvoiceDraft = {
    customerId,
    dueOn,
    paymentFormId: "",
    debitAccountId: "",
    lines: [{ ...line, customerId, explanation }],
  };
  const numbers = new Map([[line.subscriptionId, subscriptionNumber]]);
  const invoice = { ...issue(draft, { ...about, ...of }, numbers), totalCents };
  const fact = issued.encode(invoiceFact(invoice));
  const { written, explained } = lineOf(fact);
  const lineText = filledIn(written, {
    ...ofLine,
    [explained]: "l.explanation COLLATE utf8mb4_bin",
  });
  const order = "l.subscription_id, l.from_on, l.kind, l.item";
  const lines: Sql = {
    text: `GROUP_CONCAT(${lineText.text} ORDER BY ${order} SEPARATOR ',')`,
    values: lineText.values,
  };
  return filledIn(fact, { [written]: lines, ...ofInvoice });
}

/** The text of the one line in a fact, and that of its explanation, which is kept as the contract writes it. */
function lineOf(fact: string): { readonly written: string; readonly explained: string } {
  const { invoice } = JSON.parse(fact) as {
    readonly invoice: { readonly lines: readonly { readonly explanation: unknown }[] };
  };
  const [only] = invoice.lines;
  return { written: JSON.stringify(only), explained: JSON.stringify(only?.explanation) };
}
