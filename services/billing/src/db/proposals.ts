import type { EntityManager } from "typeorm";
import type { Proposal } from "../domain/closing.ts";
import type { NamedLine, Proposals } from "../usecases/closing-ports.ts";
import { type LineRow, lineColumns, lineValues, toLine } from "./line-rows.ts";

const proposalColumns = `subscription_id AS subscriptionId, customer_id AS customerId, due_on AS dueOn,
  payment_form_id AS paymentFormId, debit_account_id AS debitAccountId,
  billed_through_before AS billedThroughBefore, billed_through_on AS billedThroughOn,
  last_closing_before AS lastClosingBefore`;

const hasLines = `EXISTS (SELECT 1 FROM proposal_lines l WHERE l.closing_id = p.closing_id
  AND l.subscription_id = p.subscription_id)`;

// Left to itself, the server reads the whole closing for each batch of it: for the sake of the order.
const byCustomer = "FORCE INDEX (proposals_by_customer)";
const bySubscription = "FORCE INDEX (proposal_lines_by_subscription)";

export function mysqlProposals(manager: EntityManager): Proposals {
  const insert = async (table: string, rows: readonly unknown[][]) => {
    if (rows.length > 0) await manager.query(`INSERT INTO ${table} VALUES ?`, [rows]);
  };
  const count = async (what: string, closingId: string) => {
    const [row] = await manager.query<{ count: string }[]>(
      `SELECT COUNT(DISTINCT ${what}) AS count FROM proposals p
       WHERE p.closing_id = ? AND ${hasLines}`,
      [closingId],
    );
    return BigInt(row?.count ?? 0);
  };
  return {
    async clear(closingId) {
      for (const table of [
        "proposals",
        "proposal_lines",
        "parked_subscriptions",
        "closing_outliers",
      ]) {
        await manager.query(`DELETE FROM ${table} WHERE closing_id = ?`, [closingId]);
      }
    },
    async add(closingId, { proposals, lines, parked }) {
      await insert(
        "proposals",
        proposals.map((proposal) => [closingId, ...proposalValues(proposal)]),
      );
      await insert(
        "proposal_lines",
        lines.map((line) => [line.id, closingId, ...lineValues(line)]),
      );
      await insert(
        "parked_subscriptions",
        parked.map(({ subscriptionId, code, detail }) => [closingId, subscriptionId, code, detail]),
      );
    },
    async carryBelow(closingId, minimumCents) {
      const small = `SELECT p.customer_id, p.due_on, p.payment_form_id, p.debit_account_id
        FROM proposals p
        JOIN proposal_lines l ON l.closing_id = p.closing_id AND l.subscription_id = p.subscription_id
        JOIN subscription_terms t ON t.subscription_id = p.subscription_id
        WHERE p.closing_id = ?
        GROUP BY p.customer_id, p.due_on, p.payment_form_id, p.debit_account_id
        HAVING SUM(l.amount_cents) < ?
          AND (SUM(t.ended_on IS NULL) > 0 OR SUM(l.amount_cents) <= 0)`;
      const rows = await manager.query<CarriedRow[]>(
        `SELECT p.subscription_id AS subscriptionId, COUNT(*) AS \`lines\`, SUM(l.amount_cents) AS amountCents
         FROM (${small}) s JOIN proposals p USING (customer_id, due_on, payment_form_id, debit_account_id)
         JOIN proposal_lines l ON l.closing_id = p.closing_id AND l.subscription_id = p.subscription_id
         WHERE p.closing_id = ? GROUP BY p.subscription_id`,
        [closingId, minimumCents.toString(), closingId],
      );
      for (let from = 0; from < rows.length; from += carriedAtOnce) {
        const ids = rows.slice(from, from + carriedAtOnce).map((row) => row.subscriptionId);
        await manager.query(
          "DELETE FROM proposal_lines WHERE closing_id = ? AND subscription_id IN (?)",
          [closingId, ids],
        );
        await manager.query(
          `UPDATE proposals p JOIN subscription_terms t ON t.subscription_id = p.subscription_id
           SET p.billed_through_on = COALESCE(p.billed_through_before, t.start_on), p.is_carried = 1
           WHERE p.closing_id = ? AND p.subscription_id IN (?)`,
          [closingId, ids],
        );
      }
      return rows.map((row) => ({
        ...row,
        lines: BigInt(row.lines),
        amountCents: BigInt(row.amountCents),
      }));
    },
    async park(closingId, parked) {
      if (parked.length === 0) return;
      const rows = parked.map(({ subscriptionId, code, detail }) => [
        closingId,
        subscriptionId,
        code,
        detail,
      ]);
      await manager.query("INSERT IGNORE INTO parked_subscriptions VALUES ?", [rows]);
    },
    countInvoices: (closingId) =>
      count("p.customer_id, p.due_on, p.payment_form_id, p.debit_account_id", closingId),
    async countCustomers(closingId) {
      const [row] = await manager.query<{ count: string }[]>(
        "SELECT COUNT(DISTINCT customer_id) AS count FROM proposals WHERE closing_id = ?",
        [closingId],
      );
      return BigInt(row?.count ?? 0);
    },
    async firstDue(closingId) {
      const [row] = await manager.query<{ dueOn: string | null }[]>(
        `SELECT MIN(p.due_on) AS dueOn FROM proposals p WHERE p.closing_id = ? AND ${hasLines}`,
        [closingId],
      );
      return row?.dueOn ?? null;
    },
    async customersAfter(closingId, after, limit) {
      const rows = await manager.query<{ customerId: string }[]>(
        `SELECT DISTINCT customer_id AS customerId FROM proposals
         WHERE closing_id = ? AND customer_id > ? ORDER BY customer_id LIMIT ?`,
        [closingId, after, limit],
      );
      return rows.map(({ customerId }) => customerId);
    },
    async nextCustomers(closingId, after, limit) {
      const [row] = await manager.query<{ through: string | null; count: string }[]>(
        `SELECT MAX(next.customer_id) AS through, COUNT(*) AS count FROM (
           SELECT DISTINCT customer_id FROM proposals
           WHERE closing_id = ? AND customer_id > ? ORDER BY customer_id LIMIT ?) next`,
        [closingId, after, limit],
      );
      return { through: row?.through ?? after, count: Number(row?.count ?? 0) };
    },
    async ofCustomers(closingId, customerIds) {
      if (customerIds.length === 0) return { proposals: [], lines: [] };
      const proposals = await manager.query<Proposal[]>(
        `SELECT ${proposalColumns} FROM proposals ${byCustomer}
         WHERE closing_id = ? AND customer_id IN (?) ORDER BY subscription_id`,
        [closingId, customerIds],
      );
      const subscriptionIds = proposals.map(({ subscriptionId }) => subscriptionId);
      const rows = await manager.query<LineRow[]>(
        `SELECT ${lineColumns} FROM proposal_lines l ${bySubscription}
         WHERE l.closing_id = ? AND l.subscription_id IN (?)
         ORDER BY l.subscription_id, l.from_on, l.kind, l.item`,
        [closingId, subscriptionIds],
      );
      return { proposals, lines: rows.map(toLine) };
    },
    async lines(closingId, { limit, after }) {
      const rows = await manager.query<(LineRow & NamedColumns)[]>(
        `SELECT ${lineColumns}, c.name AS customerName, t.number AS subscriptionNumber, p.due_on AS dueOn
         FROM proposal_lines l
         JOIN proposals p ON p.closing_id = l.closing_id AND p.subscription_id = l.subscription_id
         JOIN subscription_terms t ON t.subscription_id = l.subscription_id
         LEFT JOIN customers c ON c.id = l.customer_id
         WHERE l.closing_id = ? AND l.id > ? ORDER BY l.id LIMIT ?`,
        [closingId, after, limit],
      );
      return rows.map(
        (row): NamedLine => ({
          ...toLine(row),
          customerName: row.customerName ?? "",
          subscriptionNumber: BigInt(row.subscriptionNumber),
        }),
      );
    },
  };
}

const carriedAtOnce = 1_000;

type CarriedRow = {
  readonly subscriptionId: string;
  readonly lines: string;
  readonly amountCents: string;
};

type NamedColumns = {
  readonly customerName: string | null;
  readonly subscriptionNumber: string;
  readonly dueOn: string;
};

function proposalValues(proposal: Proposal): unknown[] {
  return [
    proposal.subscriptionId,
    proposal.customerId,
    proposal.dueOn,
    proposal.paymentFormId,
    proposal.debitAccountId,
    proposal.billedThroughBefore,
    proposal.billedThroughOn,
    proposal.lastClosingBefore,
    0,
  ];
}
