import { duplicateKey } from "@isp/db";
import type { EntityManager } from "typeorm";
import { isOpen, type Suspension } from "../domain/suspension.ts";
import type { TrustUnlock } from "../domain/trust-unlock.ts";
import type { Suspensions } from "../usecases/ladder-ports.ts";

const columns = `id, business_unit_id AS businessUnitId, customer_id AS customerId,
  subscription_id AS subscriptionId, entry_id AS entryId, state, suspended_on AS suspendedOn,
  operation_id AS operationId, resumed_on AS resumedOn, resume_operation_id AS resumeOperationId,
  resumed_for AS resumedFor, problem`;

/** A customer owes in a unit while an invoice is late, open, and not contested. */
const owes = `EXISTS (SELECT 1 FROM invoices i
  WHERE i.customer_id = s.customer_id AND i.business_unit_id = s.business_unit_id
    AND i.state = 'issued' AND i.overdue_on IS NOT NULL
    AND i.total_cents + i.late_cents > i.paid_cents
    AND NOT EXISTS (SELECT 1 FROM contests c WHERE c.invoice_id = i.id
      AND (c.closed_on IS NULL OR c.outcome = 'upheld')))`;

/** Where a plan was changed, its successor carries on what the old one owes. */
const longestChain = 50;

export function mysqlSuspensions(manager: EntityManager): Suspensions {
  const read = (rest: string, parameters: unknown[]) =>
    manager.query<Suspension[]>(`SELECT ${columns} FROM default_suspensions ${rest}`, parameters);
  return {
    async add(suspension) {
      try {
        await manager.query("INSERT INTO default_suspensions VALUES (?)", [toValues(suspension)]);
        return true;
      } catch (error) {
        if (duplicateKey(error) !== "default_suspensions_one_open") throw error;
        return false;
      }
    },
    async save(suspension) {
      await manager.query("REPLACE INTO default_suspensions VALUES (?)", [toValues(suspension)]);
    },
    ofCustomer: (businessUnitId, customerId) =>
      read("WHERE customer_id = ? AND business_unit_id = ? ORDER BY id DESC LIMIT 100", [
        customerId,
        businessUnitId,
      ]),
    underWay: (limit) =>
      read("WHERE open_key = 1 AND state IN ('suspending', 'resuming') ORDER BY id LIMIT ?", [
        limit,
      ]),
    async lockIn(id, state) {
      const [row] = await read("WHERE id = ? AND state = ? FOR UPDATE", [id, state]);
      return row ?? null;
    },
    async paid(limit) {
      const rows = await manager.query<{ id: string }[]>(
        `SELECT s.id FROM default_suspensions s WHERE s.open_key = 1 AND s.state = 'suspended'
         AND NOT ${owes} ORDER BY s.id LIMIT ?`,
        [limit],
      );
      return rows.map(({ id }) => id);
    },
    async billedBy(invoiceIds) {
      if (invoiceIds.length === 0) return [];
      const rows = await manager.query<{ id: string }[]>(
        "SELECT DISTINCT subscription_id AS id FROM invoice_lines WHERE invoice_id IN (?)",
        [[...invoiceIds]],
      );
      return rows.map(({ id }) => id);
    },
    async living(subscriptionIds) {
      if (subscriptionIds.length === 0) return [];
      const rows = await manager.query<{ id: string }[]>(
        `WITH RECURSIVE chain AS (
           SELECT subscription_id, customer_id, ended_on, 0 AS depth FROM subscription_terms
           WHERE subscription_id IN (?)
           UNION ALL
           SELECT t.subscription_id, t.customer_id, t.ended_on, chain.depth + 1
           FROM chain JOIN subscription_terms t ON t.predecessor_id = chain.subscription_id
             AND t.customer_id = chain.customer_id
           WHERE chain.ended_on IS NOT NULL AND chain.depth < ${longestChain})
         SELECT DISTINCT subscription_id AS id FROM chain WHERE ended_on IS NULL ORDER BY id`,
        [[...subscriptionIds]],
      );
      return rows.map(({ id }) => id);
    },
    unlocks: (businessUnitId, customerId) =>
      manager.query<TrustUnlock[]>(
        `SELECT id, business_unit_id AS businessUnitId, customer_id AS customerId,
           unlocked_on AS \`on\`, until_on AS untilOn, unlocked_by AS \`by\`, unlocked_at AS \`at\`
         FROM trust_unlocks WHERE customer_id = ? AND business_unit_id = ?
         ORDER BY unlocked_on DESC, id DESC LIMIT 100`,
        [customerId, businessUnitId],
      ),
    async addUnlock({ id, businessUnitId, customerId, on, untilOn, by, at }) {
      await manager.query("INSERT INTO trust_unlocks VALUES (?)", [
        [id, businessUnitId, customerId, on, untilOn, by, at],
      ]);
    },
  };
}

function toValues(suspension: Suspension): unknown[] {
  return [
    suspension.id,
    suspension.businessUnitId,
    suspension.customerId,
    suspension.subscriptionId,
    suspension.entryId,
    suspension.state,
    isOpen(suspension) ? 1 : null,
    suspension.suspendedOn,
    suspension.operationId,
    suspension.resumedOn,
    suspension.resumeOperationId,
    suspension.resumedFor,
    suspension.problem,
  ];
}
