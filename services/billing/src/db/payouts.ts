import { duplicateKey } from "@isp/db";
import type { CivilDate } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { CreditPayout, EndedLine, Returned } from "../domain/payout.ts";
import type { Payouts } from "../usecases/payout-ports.ts";
import { notTakenBack } from "./billed-lines.ts";
import { type LineRow, lineColumns, standingGeneration, toLine } from "./line-rows.ts";
import { visible } from "./visible.ts";

const columns = `id, version, customer_id AS customerId, business_unit_id AS businessUnitId,
  payment_form_id AS paymentFormId, amount_cents AS amountCents, paid_on AS paidOn, note,
  operator_id AS operatorId, operator_name AS operatorName, entered_at AS enteredAt,
  entered_on AS enteredOn, reversed_at AS reversedAt, reversed_on AS reversedOn,
  reversed_by AS reversedBy, reversal_reason AS reversalReason`;

type Row = Omit<CreditPayout, "version" | "amountCents" | "reversed"> & {
  readonly version: string;
  readonly amountCents: string;
  readonly reversedAt: Date | null;
  readonly reversedOn: string | null;
  readonly reversedBy: string;
  readonly reversalReason: string;
};
type EndedRow = LineRow &
  Omit<EndedLine, "line" | "invoiceNumber"> & {
    readonly invoiceNumber: string;
  };
type ReturnedRow = Omit<Returned, "amountCents" | "invoiceNumber"> & {
  readonly amountCents: string;
  readonly invoiceNumber: string;
};

export function mysqlPayouts(manager: EntityManager): Payouts {
  const read = async (rest: string, parameters: unknown[]): Promise<CreditPayout[]> => {
    const text = `SELECT ${columns} FROM credit_payouts ${rest}`;
    return (await manager.query<Row[]>(text, parameters)).map(toPayout);
  };
  const one = async (id: string, units: Parameters<Payouts["find"]>[1], suffix: string) => {
    const [where, parameters] = visible("", units);
    const [payout] = await read(`WHERE id = ? AND ${where} ${suffix}`, [id, ...parameters]);
    if (payout === undefined) throw refuse.payout_not_found(`There is no payout ${id}.`);
    return payout;
  };
  return {
    async add(payout) {
      await manager.query("INSERT INTO credit_payouts VALUES (?)", [toValues(payout)]);
    },
    async reverse({ id, version, reversed }) {
      await manager.query(
        `UPDATE credit_payouts SET version = ?, reversed_at = ?, reversed_on = ?, reversed_by = ?,
           reversal_reason = ? WHERE id = ?`,
        [
          version.toString(),
          reversed?.at ?? null,
          reversed?.on ?? null,
          reversed?.by ?? "",
          reversed?.reason ?? "",
          id,
        ],
      );
    },
    find: (id, units) => one(id, units, ""),
    lock: (id, units) => one(id, units, "FOR UPDATE"),
    ofCustomer({ businessUnitId, customerId }, units) {
      const [where, parameters] = visible(businessUnitId, units);
      return read(`WHERE customer_id = ? AND ${where} ORDER BY id`, [customerId, ...parameters]);
    },
    async unitsOf(customerId, units) {
      const [where, parameters] = visible("", units);
      const rows = await manager.query<{ id: string }[]>(
        `SELECT business_unit_id AS id FROM customer_credits
         WHERE customer_id = ? AND credit_cents > 0 AND ${where}
         UNION SELECT business_unit_id FROM subscription_terms
         WHERE customer_id = ? AND ended_on IS NOT NULL AND ${where} ORDER BY id`,
        [customerId, ...parameters, customerId, ...parameters],
      );
      return rows.map(({ id }) => id);
    },
    ...returning(manager),
  };
}

type Returning = Pick<
  Payouts,
  "endedLines" | "proposedOn" | "addReturned" | "returned" | "isCredited"
>;

/** What was billed beyond an end, and what of it was given back. */
function returning(manager: EntityManager): Returning {
  return {
    async endedLines({ businessUnitId, customerId }) {
      const rows = await manager.query<EndedRow[]>(
        `SELECT ${lineColumns}, i.id AS invoiceId, i.number AS invoiceNumber,
           t.business_unit_id AS businessUnitId, t.ended_on AS endedOn
         FROM subscription_terms t
         JOIN invoice_lines l ON l.subscription_id = t.subscription_id
         JOIN invoices i ON i.id = l.invoice_id
         WHERE t.customer_id = ? AND t.business_unit_id = ? AND t.last_closing_on >= t.ended_on
           AND t.carried_through_on IS NULL
           AND (l.to_on > t.ended_on OR i.issued_on < l.to_on) AND ${notTakenBack} ORDER BY l.id`,
        [customerId, businessUnitId],
      );
      return rows.map(({ invoiceId, invoiceNumber, businessUnitId: unit, endedOn, ...line }) => ({
        line: toLine(line),
        invoiceId,
        invoiceNumber: BigInt(invoiceNumber),
        businessUnitId: unit,
        endedOn,
      }));
    },
    async proposedOn(businessUnitId, lineIds) {
      // The gaps too: no closing begins before these are given back.
      await manager.query("SELECT id FROM closings WHERE business_unit_id = ? FOR UPDATE", [
        businessUnitId,
      ]);
      if (lineIds.length === 0) return null;
      const [row] = await manager.query<{ on: CivilDate }[]>(
        `SELECT c.closing_on AS \`on\` FROM closings c JOIN proposal_lines l ON l.closing_id = c.id
         WHERE c.business_unit_id = ? AND c.state IN ('proposing', 'proposed', 'committing')
           AND l.kind = 'credit' AND l.item IN (?) LIMIT 1 LOCK IN SHARE MODE`,
        [businessUnitId, [...lineIds]],
      );
      return row?.on ?? null;
    },
    async addReturned(credits, { on, operatorName }) {
      if (credits.length === 0) return;
      const rows = credits.map((credit) => [
        credit.lineId,
        credit.invoiceId,
        credit.subscriptionId,
        credit.customerId,
        credit.businessUnitId,
        credit.fromOn,
        credit.toOn,
        credit.days,
        credit.amountCents.toString(),
        on,
        operatorName,
      ]);
      try {
        await manager.query("INSERT INTO returned_credits VALUES ?", [rows]);
      } catch (error) {
        if (duplicateKey(error) === undefined) throw error;
        throw refuse.credit_returned("It was given back meanwhile; read it again.", {
          cause: error,
        });
      }
    },
    async returned({ businessUnitId, customerId }, units) {
      const [where, parameters] = visible(businessUnitId, units);
      const rows = await manager.query<ReturnedRow[]>(
        `SELECT r.line_id AS lineId, r.invoice_id AS invoiceId, r.subscription_id AS subscriptionId,
           r.customer_id AS customerId, r.business_unit_id AS businessUnitId, r.from_on AS fromOn,
           r.to_on AS toOn, r.days, r.amount_cents AS amountCents, r.returned_on AS returnedOn,
           i.number AS invoiceNumber
         FROM (SELECT * FROM returned_credits WHERE customer_id = ? AND ${where}) r
         JOIN invoices i ON i.id = r.invoice_id ORDER BY r.line_id`,
        [customerId, ...parameters],
      );
      return rows.map((row) => ({
        ...row,
        amountCents: BigInt(row.amountCents),
        invoiceNumber: BigInt(row.invoiceNumber),
      }));
    },
    async isCredited(invoiceId) {
      const [row] = await manager.query<{ found: number }[]>(
        `SELECT EXISTS (SELECT 1 FROM returned_credits WHERE invoice_id = ?) OR EXISTS (
           SELECT 1 FROM invoice_lines l JOIN invoice_lines c ON c.subscription_id = l.subscription_id
             AND c.kind = 'credit' AND c.item = l.id AND c.generation = ${standingGeneration}
           WHERE l.invoice_id = ?) AS found`,
        [invoiceId, invoiceId],
      );
      return row?.found === 1;
    },
  };
}

function toValues(payout: CreditPayout): unknown[] {
  const { reversed } = payout;
  return [
    payout.id,
    payout.version.toString(),
    payout.customerId,
    payout.businessUnitId,
    payout.paymentFormId,
    payout.amountCents.toString(),
    payout.paidOn,
    payout.note,
    payout.operatorId,
    payout.operatorName,
    payout.enteredAt,
    payout.enteredOn,
    reversed?.at ?? null,
    reversed?.on ?? null,
    reversed?.by ?? "",
    reversed?.reason ?? "",
  ];
}

function toPayout({ reversedAt, reversedOn, reversedBy, reversalReason, ...row }: Row) {
  return {
    ...row,
    version: BigInt(row.version),
    amountCents: BigInt(row.amountCents),
    reversed:
      reversedAt === null || reversedOn === null
        ? null
        : { at: reversedAt, on: reversedOn, by: reversedBy, reason: reversalReason },
  };
}
