import type { EntityManager } from "typeorm";
import type { Cash, CashLine } from "../usecases/invoice-ports.ts";
import { visible } from "./visible.ts";

type Counted = "payments" | "receivedCents" | "reversals" | "reversedCents";
type Row = Omit<CashLine, Counted> & { readonly [Column in Counted]: string };

export function mysqlCash(manager: EntityManager): Cash {
  return {
    async ofDay(on, businessUnitId, units) {
      const [where, parameters] = visible(businessUnitId, units);
      const rows = await manager.query<Row[]>(
        `SELECT moved.operatorName, moved.paymentFormId, COALESCE(f.name, '') AS paymentFormName,
           SUM(moved.payments) AS payments, SUM(moved.receivedCents) AS receivedCents,
           SUM(moved.reversals) AS reversals, SUM(moved.reversedCents) AS reversedCents
         FROM (
           SELECT operator_name AS operatorName, payment_form_id AS paymentFormId, 1 AS payments,
             amount_cents AS receivedCents, 0 AS reversals, 0 AS reversedCents
           FROM payments WHERE received_on = ? AND source = 'money' AND ${where}
           UNION ALL
           SELECT reversed_by, payment_form_id, 0, 0, 1, amount_cents
           FROM payments WHERE reversed_on = ? AND source = 'money' AND ${where}
         ) AS moved LEFT JOIN payment_forms f ON f.id = moved.paymentFormId
         GROUP BY moved.operatorName, moved.paymentFormId, f.name
         ORDER BY moved.operatorName, f.name`,
        [on, ...parameters, on, ...parameters],
      );
      return rows.map((row) => ({
        ...row,
        payments: Number(row.payments),
        receivedCents: BigInt(row.receivedCents),
        reversals: Number(row.reversals),
        reversedCents: BigInt(row.reversedCents),
      }));
    },
  };
}
