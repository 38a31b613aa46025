import { duplicateKey } from "@isp/db";
import type { CivilDate } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { Invoice, InvoiceLine } from "../domain/invoice.ts";
import { issueEntry } from "../domain/ledger.ts";
import type { Debts } from "../usecases/preview.ts";
import type { Invoices } from "../usecases/invoice-ports.ts";
import { agingOn } from "./aging.ts";
import { billedLines } from "./billed-lines.ts";
import { book } from "./ledger.ts";
import { type LineRow, lineColumns, lineValues, standingGeneration, toLine } from "./line-rows.ts";
import { lockNumbers, takeNumbers } from "./number-series.ts";
import { revenueUntil } from "./revenue.ts";
import { visible } from "./visible.ts";

const columns = `id, version, business_unit_id, business_unit_id AS businessUnitId,
  customer_id AS customerId, closing_id AS closingId, number, issued_on AS issuedOn, due_on AS dueOn,
  total_cents AS totalCents, state, payment_form_id AS paymentFormId,
  debit_account_id AS debitAccountId, paid_cents AS paidCents, late_cents AS lateCents,
  settled_on AS settledOn, overdue_on AS overdueOn,
  late_fine_basis_points AS lateFineBasisPoints, late_interest_basis_points AS lateInterestBasisPoints`;
export const written = `id, version, business_unit_id, customer_id, closing_id, number, issued_on, due_on,
  total_cents, state, payment_form_id, debit_account_id, late_fine_basis_points,
  late_interest_basis_points`;

type Counted = "version" | "number" | "totalCents" | "paidCents" | "lateCents";
type Row = Omit<Invoice, Counted | "lines" | "customerName"> & {
  readonly [Column in Counted]: string;
} & {
  readonly customerName: string | null;
};

type DebtRow = { readonly count: string; readonly amount: string | null };

const debts = `SELECT COUNT(*) AS count,
  SUM(total_cents + late_cents - paid_cents) AS amount FROM invoices`;
const unpaid = "state = 'issued'";

/** Reads invoices without their lines. */
export function invoiceReader(manager: EntityManager) {
  return async (rest: string, parameters: unknown[]): Promise<Invoice[]> => {
    const rows = await manager.query<Row[]>(
      `SELECT i.*, c.name AS customerName FROM (SELECT ${columns} FROM invoices ${rest}) i
       LEFT JOIN customers c ON c.id = i.customerId`,
      parameters,
    );
    return rows.map((row) => toInvoice(row, []));
  };
}

export function mysqlInvoices(manager: EntityManager): Invoices {
  const read = invoiceReader(manager);
  return {
    lockNumbers: (businessUnitId) => lockNumbers(manager, "number_series", businessUnitId),
    takeNumbers: (businessUnitId, count) =>
      takeNumbers(manager, "number_series", businessUnitId, count),
    async add(invoices) {
      if (invoices.length === 0) return;
      await manager.query(`INSERT INTO invoices (${written}) VALUES ?`, [
        invoices.map(invoiceValues),
      ]);
      const lines = invoices.flatMap((invoice) =>
        invoice.lines.map((line) => [line.id, invoice.id, standingGeneration, ...lineValues(line)]),
      );
      await writingLines(() => manager.query("INSERT INTO invoice_lines VALUES ?", [lines]));
      await book(manager, invoices.map(issueEntry));
    },
    async lock(id, units) {
      const [where, parameters] = visible("", units);
      const [invoice] = await read(`WHERE id = ? AND ${where} FOR UPDATE`, [id, ...parameters]);
      if (invoice === undefined) throw refuse.invoice_not_found(`There is no invoice ${id}.`);
      return invoice;
    },
    async settle({ id, version, state, paidCents, lateCents, settledOn }, entry) {
      await manager.query(
        `UPDATE invoices SET version = ?, state = ?, paid_cents = ?, late_cents = ?, settled_on = ?
         WHERE id = ?`,
        [`${version}`, state, `${paidCents}`, `${lateCents}`, settledOn, id],
      );
      await book(manager, [entry]);
    },
    async cancel(notes, entries) {
      if (notes.length === 0) return;
      const ids = notes.map(({ invoiceId }) => invoiceId);
      await manager.query(
        "UPDATE invoices SET version = version + 1, state = 'cancelled' WHERE id IN (?)",
        [ids],
      );
      // No two notes of a unit have one number, so that this generation of its days is free.
      await manager.query(
        `UPDATE invoice_lines l JOIN credit_notes n ON n.invoice_id = l.invoice_id
         SET l.generation = n.number + ${standingGeneration} WHERE l.invoice_id IN (?)`,
        [ids],
      );
      await book(manager, entries);
    },
    async firstDays(invoiceIds) {
      const rows = await manager.query<{ id: string; fromOn: CivilDate }[]>(
        `SELECT subscription_id AS id, MIN(from_on) AS fromOn FROM invoice_lines
         WHERE invoice_id IN (?) AND kind = 'plan' GROUP BY subscription_id`,
        [[...invoiceIds]],
      );
      return new Map(rows.map(({ id, fromOn }) => [id, fromOn]));
    },
    book: (entries) => book(manager, entries),
    lockUnpaid: (closingId, customerIds) =>
      read(
        `WHERE closing_id = ? AND customer_id IN (?) AND state NOT IN ('paid', 'cancelled')
           AND paid_cents = 0
           AND NOT EXISTS (SELECT 1 FROM returned_credits r WHERE r.invoice_id = invoices.id)
         ORDER BY id FOR UPDATE`,
        [closingId, [...customerIds]],
      ),
    async find(id, units) {
      const [where, parameters] = visible("", units);
      const [invoice] = await read(`WHERE id = ? AND ${where}`, [id, ...parameters]);
      if (invoice === undefined) throw refuse.invoice_not_found(`There is no invoice ${id}.`);
      const rows = await manager.query<(LineRow & { subscriptionNumber: string })[]>(
        `SELECT ${lineColumns}, t.number AS subscriptionNumber FROM invoice_lines l
         JOIN subscription_terms t ON t.subscription_id = l.subscription_id
         WHERE l.invoice_id = ? ORDER BY l.from_on, l.id`,
        [id],
      );
      const lines = rows.map(
        (row): InvoiceLine => ({
          ...toLine(row),
          subscriptionNumber: BigInt(row.subscriptionNumber),
        }),
      );
      return { ...invoice, lines };
    },
    ...billedLines(manager),
    async unpaidOfCustomer(customerId) {
      const [row] = await manager.query<DebtRow[]>(`${debts} WHERE customer_id = ? AND ${unpaid}`, [
        customerId,
      ]);
      return toDebts(row);
    },
    async unpaidOfSubscription(subscriptionId) {
      const [row] = await manager.query<DebtRow[]>(
        `${debts} WHERE ${unpaid} AND id IN (
           SELECT invoice_id FROM invoice_lines WHERE subscription_id = ?)`,
        [subscriptionId],
      );
      return toDebts(row);
    },
    aging: (on, businessUnitId, units) => agingOn(manager, on, businessUnitId, units),
    revenue: (asked, units) => revenueUntil(manager, asked, units),
    ofCustomer({ customerId, businessUnitId }, units) {
      const [where, parameters] = visible(businessUnitId, units);
      return read(`WHERE customer_id = ? AND ${where} ORDER BY id`, [customerId, ...parameters]);
    },
    list({ customerId, closingId }, units, { limit, after }) {
      const [where, parameters] = visible("", units);
      const filters = [where];
      if (customerId !== "") filters.push("customer_id = ?");
      if (closingId !== "") filters.push("closing_id = ?");
      if (after !== "") filters.push("id < ?");
      const given = [customerId, closingId, after].filter((value) => value !== "");
      const rest = `WHERE ${filters.join(" AND ")} ORDER BY id DESC LIMIT ?`;
      return read(rest, [...parameters, ...given, limit]);
    },
  };
}

function toDebts(row: DebtRow | undefined): Debts {
  return { count: Number(row?.count ?? 0), amountCents: BigInt(row?.amount ?? 0) };
}

/** The unique key is the last guard: no day of a subscription is billed twice (R9). */
export async function writingLines(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (duplicateKey(error) !== "invoice_lines_one_period") throw error;
    throw refuse.days_already_billed("Some of these days were billed already.", { cause: error });
  }
}

function invoiceValues(invoice: Invoice): unknown[] {
  return [
    invoice.id,
    invoice.version.toString(),
    invoice.businessUnitId,
    invoice.customerId,
    invoice.closingId,
    invoice.number.toString(),
    invoice.issuedOn,
    invoice.dueOn,
    invoice.totalCents.toString(),
    invoice.state,
    invoice.paymentFormId,
    invoice.debitAccountId,
    invoice.lateFineBasisPoints,
    invoice.lateInterestBasisPoints,
  ];
}

function toInvoice(row: Row, lines: readonly InvoiceLine[]): Invoice {
  return {
    ...row,
    version: BigInt(row.version),
    number: BigInt(row.number),
    totalCents: BigInt(row.totalCents),
    paidCents: BigInt(row.paidCents),
    lateCents: BigInt(row.lateCents),
    customerName: row.customerName ?? "",
    lines,
  };
}
