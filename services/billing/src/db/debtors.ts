import type { CivilDate } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { Debtor, LateDebt, Span } from "../domain/ladder.ts";
import type { Debtors, NamedCustomer, Promised } from "../usecases/ladder-ports.ts";
import { visible } from "./visible.ts";

type Days = Pick<Debtor, "neverSuspendUntilOn" | "unlockedUntilOn" | "suspendedOn">;
type DebtRow = Pick<LateDebt, "invoiceId" | "dueOn"> & {
  readonly customerId: string;
  readonly number: string;
  readonly openCents: string;
};

const nobody: Days = { neverSuspendUntilOn: null, unlockedUntilOn: null, suspendedOn: null };
const promisedColumns = `business_unit_id AS businessUnitId, customer_id AS customerId, version,
  never_suspend_until_on AS neverSuspendUntilOn, reason, changed_by AS changedBy`;

export function mysqlDebtors(manager: EntityManager): Debtors {
  const promised = async (businessUnitId: string, customerId: string, lock = "") => {
    const [row] = await manager.query<(Omit<Promised, "version"> & { version: string })[]>(
      `SELECT ${promisedColumns} FROM default_customers
       WHERE customer_id = ? AND business_unit_id = ? ${lock}`,
      [customerId, businessUnitId],
    );
    return row === undefined ? null : { ...row, version: BigInt(row.version) };
  };
  const customer = async (
    customerId: string,
    units: readonly string[] | "all",
    lock = "",
  ): Promise<NamedCustomer> => {
    const [where, parameters] = visible("", units);
    const [row] = await manager.query<NamedCustomer[]>(
      `SELECT id, name, business_unit_id AS businessUnitId FROM customers
       WHERE id = ? AND ${where} ${lock}`,
      [customerId, ...parameters],
    );
    if (row === undefined) throw refuse.customer_not_found(`There is no customer ${customerId}.`);
    return row;
  };
  return {
    customer: (customerId, units) => customer(customerId, units),
    lockCustomer: (customerId, units) => customer(customerId, units, "FOR UPDATE"),
    async late(businessUnitId) {
      const rows = await manager.query<{ id: string }[]>(
        `SELECT DISTINCT customer_id AS id FROM invoices
         WHERE state = 'issued' AND business_unit_id = ? AND overdue_on IS NOT NULL`,
        [businessUnitId],
      );
      return rows.map(({ id }) => id).toSorted();
    },
    async read(businessUnitId, customerIds, onSince) {
      if (customerIds.length === 0) return [];
      const about = [[...customerIds], businessUnitId];
      const debts = Map.groupBy(
        await debtsOf(manager, about, onSince),
        ({ customerId }) => customerId,
      );
      const days = await daysOf(manager, about);
      return customerIds.map((customerId) => ({
        customerId,
        debts: debts.get(customerId) ?? [],
        ...(days.get(customerId) ?? nobody),
      }));
    },
    async lock(businessUnitId, customerId) {
      await manager.query(
        `INSERT INTO default_customers VALUES (?, ?, 1, NULL, '', '')
         ON DUPLICATE KEY UPDATE customer_id = VALUES(customer_id)`,
        [businessUnitId, customerId],
      );
      const row = await promised(businessUnitId, customerId, "FOR UPDATE");
      if (row === null) throw new Error(`the ladder of customer ${customerId} vanished`);
      return row;
    },
    promised: (businessUnitId, customerId) => promised(businessUnitId, customerId),
    async promise({ businessUnitId, customerId, version, neverSuspendUntilOn, ...rest }) {
      await manager.query(
        `UPDATE default_customers SET version = ?, never_suspend_until_on = ?, reason = ?, changed_by = ?
         WHERE customer_id = ? AND business_unit_id = ?`,
        [
          version.toString(),
          neverSuspendUntilOn,
          rest.reason,
          rest.changedBy,
          customerId,
          businessUnitId,
        ],
      );
    },
  };
}

async function debtsOf(manager: EntityManager, about: unknown[], onSince: CivilDate | null) {
  const rows = await manager.query<DebtRow[]>(
    `SELECT id AS invoiceId, customer_id AS customerId, number, due_on AS dueOn,
       total_cents + late_cents - paid_cents AS openCents
     FROM invoices WHERE customer_id IN (?) AND business_unit_id = ? AND state = 'issued'
       AND overdue_on IS NOT NULL ORDER BY due_on, id`,
    about,
  );
  if (rows.length === 0) return [];
  const ids = rows.map(({ invoiceId }) => invoiceId);
  const noticed = await noticesOf(manager, ids, onSince);
  const contests = await contestsOf(manager, ids);
  return rows.map((row) => ({
    ...row,
    number: BigInt(row.number),
    openCents: BigInt(row.openCents),
    noticedOn: noticed.get(row.invoiceId) ?? null,
    contests: contests.get(row.invoiceId) ?? [],
  }));
}

/** The first notice of each that was sent since the ladder is on. */
async function noticesOf(
  manager: EntityManager,
  invoiceIds: readonly string[],
  onSince: CivilDate | null,
): Promise<ReadonlyMap<string, CivilDate>> {
  const rows = await manager.query<{ id: string; on: CivilDate }[]>(
    `SELECT i.invoice_id AS id, MIN(n.sent_on) AS \`on\` FROM notice_invoices i
     JOIN notices n ON n.id = i.notice_id
     WHERE i.invoice_id IN (?) AND n.kind = 'default' AND n.state = 'sent' AND n.sent_on >= ?
     GROUP BY i.invoice_id`,
    [[...invoiceIds], onSince ?? "0001-01-01"],
  );
  return new Map(rows.map(({ id, on }) => [id, on]));
}

/** One that was upheld goes on: the debt is nobody's until it is taken back. */
async function contestsOf(
  manager: EntityManager,
  invoiceIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Span[]>> {
  const rows = await manager.query<(Span & { invoiceId: string })[]>(
    `SELECT invoice_id AS invoiceId, opened_on AS fromOn,
       IF(outcome = 'upheld', NULL, closed_on) AS toOn
     FROM contests WHERE invoice_id IN (?) ORDER BY opened_on, id`,
    [[...invoiceIds]],
  );
  return Map.groupBy(rows, ({ invoiceId }) => invoiceId);
}

async function daysOf(
  manager: EntityManager,
  about: unknown[],
): Promise<ReadonlyMap<string, Days>> {
  const rows = await manager.query<(Days & { customerId: string })[]>(
    `SELECT customer_id AS customerId, MAX(promised) AS neverSuspendUntilOn,
       MAX(unlocked) AS unlockedUntilOn, MIN(suspended) AS suspendedOn FROM (
       SELECT customer_id, never_suspend_until_on AS promised, NULL AS unlocked, NULL AS suspended
       FROM default_customers WHERE customer_id IN (?) AND business_unit_id = ?
       UNION ALL SELECT customer_id, NULL, until_on, NULL
       FROM trust_unlocks WHERE customer_id IN (?) AND business_unit_id = ?
       UNION ALL SELECT customer_id, NULL, NULL, suspended_on FROM default_suspensions
       WHERE customer_id IN (?) AND business_unit_id = ? AND open_key = 1 AND state <> 'resuming'
     ) d GROUP BY customer_id`,
    [...about, ...about, ...about],
  );
  return new Map(rows.map(({ customerId, ...days }) => [customerId, days]));
}
