import type { EntityManager } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { Payment } from "../domain/payment.ts";
import type { Payments } from "../usecases/invoice-ports.ts";
import { visible } from "./visible.ts";

const columns = `id, version, invoice_id AS invoiceId, customer_id AS customerId,
  business_unit_id AS businessUnitId, payment_form_id AS paymentFormId, amount_cents AS amountCents,
  paid_on AS paidOn, operator_id AS operatorId, operator_name AS operatorName,
  received_at AS receivedAt, reversed_at AS reversedAt, reversed_by AS reversedBy,
  reversal_reason AS reversalReason, source, received_on AS receivedOn,
  reversed_on AS reversedOn`;

type Row = Omit<Payment, "version" | "amountCents" | "reversed"> & {
  readonly version: string;
  readonly amountCents: string;
  readonly reversedAt: Date | null;
  readonly reversedOn: string | null;
  readonly reversedBy: string;
  readonly reversalReason: string;
};

export function mysqlPayments(manager: EntityManager): Payments {
  const read = async (rest: string, parameters: unknown[]): Promise<Payment[]> => {
    const rows = await manager.query<Row[]>(`SELECT ${columns} FROM payments ${rest}`, parameters);
    return rows.map(toPayment);
  };
  return {
    async add(payment) {
      await manager.query("INSERT INTO payments VALUES (?)", [toValues(payment)]);
    },
    async reverse({ id, version, reversed }) {
      await manager.query(
        `UPDATE payments SET version = ?, reversed_at = ?, reversed_by = ?, reversal_reason = ?,
           reversed_on = ?
         WHERE id = ?`,
        [
          version.toString(),
          reversed?.at ?? null,
          reversed?.by ?? "",
          reversed?.reason ?? "",
          reversed?.on ?? null,
          id,
        ],
      );
    },
    async find(id, units) {
      const [where, parameters] = visible("", units);
      const [payment] = await read(`WHERE id = ? AND ${where}`, [id, ...parameters]);
      if (payment === undefined) throw refuse.payment_not_found(`There is no payment ${id}.`);
      return payment;
    },
    ofInvoices: async (invoiceIds) =>
      invoiceIds.length === 0
        ? []
        : read("WHERE invoice_id IN (?) ORDER BY paid_on, id", [[...invoiceIds]]),
  };
}

function toValues(payment: Payment): unknown[] {
  const { reversed } = payment;
  return [
    payment.id,
    payment.version.toString(),
    payment.invoiceId,
    payment.customerId,
    payment.businessUnitId,
    payment.paymentFormId,
    payment.amountCents.toString(),
    payment.paidOn,
    payment.operatorId,
    payment.operatorName,
    payment.receivedAt,
    reversed?.at ?? null,
    reversed?.by ?? "",
    reversed?.reason ?? "",
    payment.source,
    payment.receivedOn,
    reversed?.on ?? null,
  ];
}

function toPayment({ reversedAt, reversedOn, reversedBy, reversalReason, ...row }: Row): Payment {
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
