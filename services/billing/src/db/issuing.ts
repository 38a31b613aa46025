import { type Outbox, rowId } from "@isp/db";
import { newId } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import { issueSides } from "../domain/ledger.ts";
import type { Customers, Issued, Issuing } from "../usecases/issuing-ports.ts";
import { closingBatches } from "./closing-batches.ts";
import { creditedCustomers } from "./credits.ts";
import { invoiceReader, writingLines, written } from "./invoices.ts";
import { issued, issuedPayload } from "./issued-payload.ts";
import { standingGeneration } from "./line-rows.ts";

// The server would rather read the whole closing for each batch of it.
const proposed = `proposals p FORCE INDEX (proposals_by_customer)`;
const ofCustomers = "p.closing_id = ? AND p.customer_id > ? AND p.customer_id <= ?";
const isNotParked = `NOT EXISTS (SELECT 1 FROM parked_subscriptions parked
  WHERE parked.closing_id = p.closing_id AND parked.subscription_id = p.subscription_id)`;
const hasLines = `EXISTS (SELECT 1 FROM proposal_lines l FORCE INDEX (proposal_lines_by_subscription)
  WHERE l.closing_id = p.closing_id AND l.subscription_id = p.subscription_id)`;
const linesOf = `STRAIGHT_JOIN proposal_lines l FORCE INDEX (proposal_lines_by_subscription)
  ON l.closing_id = p.closing_id AND l.subscription_id = p.subscription_id`;
const numbered = `invoices i FORCE INDEX (invoices_one_number)`;
const ofNumbers = "i.business_unit_id = ? AND i.number BETWEEN ? AND ?";

const range = ({ closingId, after, through }: Customers) => [closingId, after, through];

export function mysqlIssuing(manager: EntityManager, outbox: Outbox): Issuing {
  const read = invoiceReader(manager);
  return {
    ...closingBatches(manager),
    async lockBilledSince(customers) {
      const rows = await manager.query<{ id: string; isSame: number }[]>(
        `SELECT p.subscription_id AS id,
           t.subscription_id IS NOT NULL AND t.billed_through_on <=> p.billed_through_before AS isSame
         FROM ${proposed} LEFT JOIN subscription_terms t ON t.subscription_id = p.subscription_id
         WHERE ${ofCustomers} FOR UPDATE`,
        range(customers),
      );
      return rows.filter(({ isSame }) => isSame === 0).map(({ id }) => id);
    },
    async creditedSince({ closingId, after, through }, businessUnitId) {
      const rows = await manager.query<{ id: string }[]>(
        `SELECT DISTINCT l.subscription_id AS id FROM returned_credits r
         JOIN proposal_lines l ON l.closing_id = ? AND l.subscription_id = r.subscription_id
           AND l.kind = 'credit' AND l.item = r.line_id
         WHERE r.business_unit_id = ? AND r.customer_id > ? AND r.customer_id <= ?`,
        [closingId, businessUnitId, after, through],
      );
      return rows.map(({ id }) => id);
    },
    async moveBilledThrough(customers, on) {
      await manager.query(
        `UPDATE ${proposed} JOIN subscription_terms t ON t.subscription_id = p.subscription_id
         SET t.billed_through_on = p.billed_through_on,
           t.last_closing_on = GREATEST(COALESCE(t.last_closing_on, ?), ?),
           t.carried_through_on = IF(p.is_carried, ?, NULL)
         WHERE ${ofCustomers} AND ${isNotParked}`,
        [on, on, on, ...range(customers)],
      );
    },
    async countInvoices(customers) {
      const [row] = await manager.query<{ count: string }[]>(
        `SELECT COUNT(DISTINCT p.customer_id, p.due_on, p.payment_form_id, p.debit_account_id) AS count
         FROM ${proposed} WHERE ${ofCustomers} AND ${hasLines} AND ${isNotParked}`,
        range(customers),
      );
      return Number(row?.count ?? 0);
    },
    async issue(issuing) {
      const { businessUnitId, closingId, firstNumber, invoices: count } = issuing;
      if (count === 0) return;
      await issueInvoices(manager, issuing);
      const last = firstNumber + BigInt(count) - 1n;
      const numbers = [businessUnitId, `${firstNumber}`, `${last}`];
      await issueLines(manager, numbers);
      await bookEach(manager, issuing, numbers);
      await outbox.addEach(issued, {
        number: rowNumber(issuing),
        aggregateId: "i.id",
        payload: issuedPayload({
          closingId,
          businessUnitId,
          issuedOn: issuing.issuedOn,
          ...issuing.charges,
        }),
        from: {
          text: `FROM ${numbered}
            STRAIGHT_JOIN invoice_lines l FORCE INDEX (invoice_lines_by_invoice) ON l.invoice_id = i.id
            STRAIGHT_JOIN subscription_terms t ON t.subscription_id = l.subscription_id
            WHERE ${ofNumbers} GROUP BY i.number ORDER BY i.number`,
          values: numbers,
        },
      });
    },
    ofCreditors: (customers, businessUnitId) =>
      read(
        `WHERE closing_id = ? AND customer_id > ? AND customer_id <= ?
           AND customer_id IN (${creditedCustomers}) ORDER BY number`,
        [...range(customers), businessUnitId],
      ),
    all: (customers) =>
      read(
        "WHERE closing_id = ? AND customer_id > ? AND customer_id <= ? ORDER BY number",
        range(customers),
      ),
  };
}

/** Counts the rows of one batch from 1. */
const rowNumber = ({ firstNumber }: Issued) => `(i.number - ${firstNumber - 1n})`;

async function issueInvoices(manager: EntityManager, issuing: Issued): Promise<void> {
  const { businessUnitId, closingId, issuedOn, firstNumber, at, charges } = issuing;
  const id = rowId(newId(at), "n.place");
  const { affectedRows } = await manager.query<{ affectedRows: number }>(
    `INSERT INTO invoices (${written})
     SELECT ${id.text}, 1, ?, n.customer_id, ?, n.place + ?, ?, n.due_on, n.total_cents, 'issued',
       n.payment_form_id, n.debit_account_id, ?, ?
     FROM (SELECT p.customer_id, p.due_on, p.payment_form_id, p.debit_account_id,
         SUM(l.amount_cents) AS total_cents,
         ROW_NUMBER() OVER (ORDER BY p.customer_id, p.due_on, p.payment_form_id, p.debit_account_id) AS place
       FROM ${proposed} ${linesOf} WHERE ${ofCustomers} AND ${isNotParked}
       GROUP BY p.customer_id, p.due_on, p.payment_form_id, p.debit_account_id) n
     ORDER BY n.place`,
    [
      ...id.values,
      businessUnitId,
      closingId,
      `${firstNumber - 1n}`,
      issuedOn,
      charges.lateFineBasisPoints,
      charges.lateInterestBasisPoints,
      ...range(issuing),
    ],
  );
  // Who was numbered and not issued would be a gap for ever.
  if (affectedRows !== issuing.invoices)
    throw new Error(
      `${issuing.invoices} invoices have numbers, and ${affectedRows} are to be issued`,
    );
}

function issueLines(manager: EntityManager, numbers: readonly string[]): Promise<void> {
  return writingLines(() =>
    manager.query(
      `INSERT INTO invoice_lines
       SELECT l.id, i.id, ${standingGeneration}, l.subscription_id, l.customer_id, l.kind, l.item,
         l.from_on, l.to_on, l.days, l.amount_cents, l.explanation
       FROM ${numbered}
       STRAIGHT_JOIN ${proposed} ON p.closing_id = i.closing_id AND p.customer_id = i.customer_id
         AND p.due_on = i.due_on AND p.payment_form_id = i.payment_form_id
         AND p.debit_account_id = i.debit_account_id
       ${linesOf} WHERE ${ofNumbers} AND ${isNotParked}`,
      [...numbers],
    ),
  );
}

/** The entry of each has the sides that the domain gives it. */
async function bookEach(
  manager: EntityManager,
  issuing: Issued,
  numbers: readonly string[],
): Promise<void> {
  const id = rowId(newId(issuing.at), rowNumber(issuing));
  const sides = issueSides.map(() => "SELECT ? AS account, ? AS sign").join(" UNION ALL ");
  await manager.query(
    `INSERT INTO ledger_entries (entry_id, account, customer_id, invoice_id, amount_cents, booked_on)
     SELECT ${id.text}, side.account, i.customer_id, i.id, side.sign * i.total_cents, i.issued_on
     FROM ${numbered} STRAIGHT_JOIN (${sides}) side WHERE ${ofNumbers}`,
    [...id.values, ...issueSides.flatMap(({ account, sign }) => [account, sign]), ...numbers],
  );
}
