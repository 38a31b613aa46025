import type { EntityManager } from "typeorm";
import type { Credits } from "../usecases/invoice-ports.ts";

type Row = { readonly customerId: string; readonly cents: string };

/** Customers of a unit with something to their credit. */
export const creditedCustomers =
  "SELECT customer_id FROM customer_credits WHERE business_unit_id = ? AND credit_cents > 0";

export function mysqlCredits(manager: EntityManager): Credits {
  return {
    async lock(businessUnitId, customerIds) {
      if (customerIds.length === 0) return new Map();
      // Only rows that are there are locked: nearly nobody has a credit, and gaps would be locked as well.
      const having = await manager.query<Row[]>(
        `SELECT customer_id AS customerId FROM customer_credits
         WHERE customer_id IN (?) AND business_unit_id = ? AND credit_cents > 0`,
        [[...customerIds], businessUnitId],
      );
      if (having.length === 0) return new Map();
      const rows = await manager.query<Row[]>(
        `SELECT customer_id AS customerId, credit_cents AS cents FROM customer_credits
         WHERE customer_id IN (?) AND business_unit_id = ? ORDER BY customer_id FOR UPDATE`,
        [having.map(({ customerId }) => customerId).sort(), businessUnitId],
      );
      return new Map(rows.map(({ customerId, cents }) => [customerId, BigInt(cents)]));
    },
    async change(businessUnitId, customerId, byCents) {
      if (byCents === 0n) return;
      await manager.query(
        `INSERT INTO customer_credits VALUES (?, ?, ?)
         ON DUPLICATE KEY UPDATE credit_cents = credit_cents + VALUES(credit_cents)`,
        [customerId, businessUnitId, byCents.toString()],
      );
    },
    async of(businessUnitId, customerId) {
      const [row] = await manager.query<Row[]>(
        `SELECT credit_cents AS cents FROM customer_credits
         WHERE customer_id = ? AND business_unit_id = ?`,
        [customerId, businessUnitId],
      );
      return BigInt(row?.cents ?? 0);
    },
  };
}
