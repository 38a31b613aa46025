import { duplicateKey } from "@isp/db";
import { addDays, type CivilDate } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { Invoice, InvoiceLine } from "../domain/invoice.ts";
import { issueEntry } from "../domain/ledger.ts";
import type { Debts } from "../usecases/preview.ts";
import type { Invoices } from "../usecases/invoice-ports.ts";
import { agingOn } from "./aging.ts";
import { book } from "./ledger.ts";
import { type LineRow, lineColumns, lineValues, toLine } from "./line-rows.ts";
import { takeNumbers } from "./number-series.ts";
import { visible } from "./visible.ts";

const columns = `id, version, business_unit_id, business_unit_id AS businessUnitId,
  customer_id AS customerId, closing_id AS closingId, number, issued_on AS issuedOn, due_on AS dueOn,
  total_cents AS totalCents, state, payment_form_id AS paymentFormId,
  debit_account_id AS debitAccountId, paid_cents AS paidCents, late_cents AS lateCents,
  settled_on AS settledOn, overdue_on AS overdueOn`;
const written = `id, version, business_unit_id, customer_id, closing_id, number, issued_on, due_on,
  total_cents, state, payment_form_id, debit_account_id`;

type Counted = "version" | "number" | "totalCents" | "paidCents" | "lateCents";
type Row = Omit<Invoice, Counted | "lines" | "customerName"> & {
  readonly [Column in Counted]: string;
} & {
  readonly customerName: string | null;
};

type DebtRow = { readonly count: string; readonly amount: string | null };

const debts = `SELECT COUNT(*) AS count,
  SUM(total_cents + late_cents - paid_cents) AS amount FROM invoices`;
/** A credit note takes lines out of the first generation, so that others of the same days can be issued. */
const standingGeneration = 1;
const notTakenBack = `l.kind = 'plan' AND l.generation = ${standingGeneration} AND NOT EXISTS (
  SELECT 1 FROM invoice_lines c
  WHERE c.subscription_id = l.subscription_id AND c.kind = 'credit' AND c.item = l.id
    AND c.generation = ${standingGeneration})`;
const unpaid = "state = 'issued'";

/** A credit is carried forward for as long as there is nothing to pay; after a year it is for a person. */
const longestCarriedDays = 400;
const statusSpans = `SELECT subscription_id, from_on, bills,
  LEAD(from_on) OVER (PARTITION BY subscription_id ORDER BY from_on) AS until_on FROM status_periods`;

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
      await insertLines(manager, lines);
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
    async cancel({ id, version }, note, entry) {
      await manager.query("UPDATE invoices SET version = ?, state = 'cancelled' WHERE id = ?", [
        `${version + 1n}`,
        id,
      ]);
      await manager.query("UPDATE invoice_lines SET generation = ? WHERE invoice_id = ?", [
        // No two notes of a unit have one number, so that this generation of its days is free.
        `${note.number + BigInt(standingGeneration)}`,
        id,
      ]);
      await book(manager, [entry]);
    },
    async firstDays(invoiceId) {
      const rows = await manager.query<{ id: string; fromOn: CivilDate }[]>(
        `SELECT subscription_id AS id, MIN(from_on) AS fromOn FROM invoice_lines
         WHERE invoice_id = ? AND kind = 'plan' GROUP BY subscription_id`,
        [invoiceId],
      );
      return new Map(rows.map(({ id, fromOn }) => [id, fromOn]));
    },
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
    async billedBeyondEnd(businessUnitId) {
      const rows = await manager.query<(LineRow & { endedOn: string })[]>(
        `SELECT ${lineColumns}, t.ended_on AS endedOn FROM subscription_terms t
         JOIN invoice_lines l ON l.subscription_id = t.subscription_id AND l.to_on > t.ended_on
         WHERE t.business_unit_id = ? AND t.ended_on IS NOT NULL AND ${notTakenBack} ORDER BY l.id`,
        [businessUnitId],
      );
      return rows.map(({ endedOn, ...row }) => ({ line: toLine(row), endedOn }));
    },
    async billedInSuspension(businessUnitId, on) {
      const rows = await manager.query<(LineRow & { endedOn: string | null })[]>(
        `SELECT DISTINCT ${lineColumns}, t.ended_on AS endedOn
         FROM (${statusSpans}) p
         JOIN subscription_terms t ON t.subscription_id = p.subscription_id
         JOIN invoice_lines l ON l.subscription_id = p.subscription_id
           AND l.to_on > p.from_on AND (p.until_on IS NULL OR l.from_on < p.until_on)
           AND l.to_on <= ? AND l.from_on >= ?
         JOIN invoices i ON i.id = l.invoice_id AND i.issued_on < l.to_on
         WHERE t.business_unit_id = ? AND p.bills = 0 AND ${notTakenBack}
         ORDER BY l.id`,
        [on, addDays(on, -longestCarriedDays), businessUnitId],
      );
      return rows.map(({ endedOn, ...row }) => ({ line: toLine(row), endedOn }));
    },
    async billedBeyond(subscriptionId, day) {
      const rows = await manager.query<LineRow[]>(
        `SELECT ${lineColumns} FROM invoice_lines l
         WHERE l.subscription_id = ? AND l.to_on > ? AND ${notTakenBack} ORDER BY l.id`,
        [subscriptionId, day],
      );
      return rows.map(toLine);
    },
    async installmentsBilled(subscriptionIds) {
      if (subscriptionIds.length === 0) return new Map();
      const rows = await manager.query<{ id: string; item: string }[]>(
        `SELECT subscription_id AS id, item FROM invoice_lines
         WHERE subscription_id IN (?) AND kind = 'installment' AND generation = ${standingGeneration}`,
        [[...subscriptionIds]],
      );
      const billed = Map.groupBy(rows, ({ id }) => id);
      return new Map([...billed].map(([id, lines]) => [id, lines.map(numberOf)]));
    },
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

/** `2/3` is the second of three. */
function numberOf({ item }: { readonly item: string }): number {
  return Number(item.split("/")[0]);
}

function toDebts(row: DebtRow | undefined): Debts {
  return { count: Number(row?.count ?? 0), amountCents: BigInt(row?.amount ?? 0) };
}

/** The unique key is the last guard: no day of a subscription is billed twice (R9). */
async function insertLines(manager: EntityManager, rows: readonly unknown[][]): Promise<void> {
  try {
    await manager.query("INSERT INTO invoice_lines VALUES ?", [rows]);
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
