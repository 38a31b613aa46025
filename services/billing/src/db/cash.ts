import type { EntityManager } from "typeorm";
import type { Cash, CashLine } from "../usecases/invoice-ports.ts";
import { visible } from "./visible.ts";

type Counted =
  | "payments"
  | "receivedCents"
  | "reversals"
  | "reversedCents"
  | "payouts"
  | "paidOutCents";
type Row = Omit<CashLine, Counted> & { readonly [Column in Counted]: string };

export function mysqlCash(manager: EntityManager): Cash {
  return {
    async ofDay(on, businessUnitId, units) {
      const [where, parameters] = visible(businessUnitId, units);
      const rows = await manager.query<Row[]>(
        `SELECT moved.operatorName, moved.paymentFormId, COALESCE(f.name, '') AS paymentFormName,
           SUM(moved.payments) AS payments, SUM(moved.receivedCents) AS receivedCents,
           SUM(moved.reversals) AS reversals, SUM(moved.reversedCents) AS reversedCents,
           SUM(moved.payouts) AS payouts, SUM(moved.paidOutCents) AS paidOutCents
         FROM (
           SELECT operator_name AS operatorName, payment_form_id AS paymentFormId, 1 AS payments,
             amount_cents AS receivedCents, 0 AS reversals, 0 AS reversedCents,
             0 AS payouts, 0 AS paidOutCents
           FROM payments WHERE received_on = ? AND source = 'money' AND ${where}
           UNION ALL
           SELECT reversed_by, payment_form_id, 0, 0, 1, amount_cents, 0, 0
           FROM payments WHERE reversed_on = ? AND source = 'money' AND ${where}
           UNION ALL
           SELECT operator_name, payment_form_id, 0, 0, 0, 0, 1, amount_cents
           FROM credit_payouts WHERE entered_on = ? AND ${where}
           UNION ALL
           SELECT reversed_by, payment_form_id, 0, 0, 0, 0, 0, -amount_cents
           FROM credit_payouts WHERE reversed_on = ? AND ${where}
         ) AS moved LEFT JOIN payment_forms f ON f.id = moved.paymentFormId
         GROUP BY moved.operatorName, moved.paymentFormId, f.name
         ORDER BY moved.operatorName, f.name`,
        Array.from({ length: 4 }, () => [on, ...parameters]).flat(),
      );
      return rows.map((row) => ({
        ...row,
        payments: Number(row.payments),
        receivedCents: BigInt(row.receivedCents),
        reversals: Number(row.reversals),
        reversedCents: BigInt(row.reversedCents),
        payouts: Number(row.payouts),
        paidOutCents: BigInt(row.paidOutCents),
      }));
    },
  };
}
