import type { EntityManager } from "typeorm";
import type {
  StatusChange,
  StatusPeriod,
  SubscriptionTerms,
} from "../domain/subscription-terms.ts";
import type { TermsOf } from "../usecases/ports.ts";
import { closedTerms } from "./closed-terms.ts";

const columns = `subscription_id AS subscriptionId, version, business_unit_id AS businessUnitId,
  customer_id AS customerId, number, plan_name AS planName, start_on AS startOn,
  trial_days AS trialDays, price_cents AS priceCents, payable_cents AS payableCents,
  advance_billing AS advanceBilling, billed_through_on AS billedThroughOn,
  last_closing_on AS lastClosingOn, ended_on AS endedOn, due_day_id AS dueDayId,
  payment_form_id AS paymentFormId, debit_account_id AS debitAccountId, predecessor_id AS predecessorId,
  install_fee_cents AS installFeeCents, installments, expires_on AS expiresOn,
  validity_months AS validityMonths, fine_formula AS fineFormula,
  mailboxes_included AS mailboxesIncluded, mailbox_fee_cents AS mailboxFeeCents,
  carried_through_on AS carriedThroughOn`;

type Row = Omit<
  SubscriptionTerms,
  | "version"
  | "number"
  | "priceCents"
  | "payableCents"
  | "installFeeCents"
  | "mailboxFeeCents"
  | "advanceBilling"
> & {
  readonly mailboxFeeCents: string;
  readonly version: string;
  readonly number: string;
  readonly priceCents: string;
  readonly payableCents: string;
  readonly installFeeCents: string;
  readonly advanceBilling: number;
};

type PeriodRow = {
  readonly subscriptionId: string;
  readonly fromOn: string;
  readonly bills: number;
};

type ChangeRow = Omit<StatusChange, "version" | "begins" | "bills"> & {
  readonly version: string;
  readonly begins: number;
  readonly bills: number;
};

export function mysqlTerms(manager: EntityManager): TermsOf {
  const read = async (rest: string, parameters: unknown[]) => {
    const rows = await manager.query<Row[]>(
      `SELECT ${columns} FROM subscription_terms ${rest}`,
      parameters,
    );
    return rows.map(toTerms);
  };
  return {
    async save(terms) {
      const row = toColumns(terms);
      const names = Object.keys(row);
      const updates = names.slice(1).map((name) => `${name} = VALUES(${name})`);
      await manager.query(
        `INSERT INTO subscription_terms (${names.join(", ")}) VALUES (?)
         ON DUPLICATE KEY UPDATE ${updates.join(", ")}`,
        [Object.values(row)],
      );
    },
    async addAll(all) {
      const rows = all.map(toColumns);
      const [first] = rows;
      if (first === undefined) return;
      await manager.query(
        `INSERT IGNORE INTO subscription_terms (${Object.keys(first).join(", ")}) VALUES ?`,
        [rows.map((row) => Object.values(row))],
      );
    },
    async begin(changes) {
      if (changes.size === 0) return;
      const rows = [...changes].map(([id, change]) => {
        const { version, begins, startOn, fromOn, bills } = change;
        return [id, version.toString(), begins, startOn, fromOn, bills];
      });
      await manager.query("INSERT IGNORE INTO status_changes VALUES ?", [rows]);
      const periods = [...changes].map(([id, { startOn, bills }]) => [id, startOn, bills]);
      await manager.query("INSERT IGNORE INTO status_periods VALUES ?", [periods]);
    },
    async lock(subscriptionId) {
      const [terms] = await read("WHERE subscription_id = ? FOR UPDATE", [subscriptionId]);
      return terms ?? null;
    },
    async find(subscriptionId) {
      const [terms] = await read("WHERE subscription_id = ?", [subscriptionId]);
      return terms ?? null;
    },
    async history(subscriptionIds) {
      if (subscriptionIds.length === 0) return new Map();
      const rows = await manager.query<PeriodRow[]>(
        `SELECT subscription_id AS subscriptionId, from_on AS fromOn, bills FROM status_periods
         WHERE subscription_id IN (?) ORDER BY from_on`,
        [subscriptionIds],
      );
      const periods = rows.map(({ bills, ...row }) => ({ ...row, bills: bills === 1 }));
      return Map.groupBy(periods, ({ subscriptionId }) => subscriptionId);
    },
    async saveHistory(subscriptionId, history) {
      await manager.query("DELETE FROM status_periods WHERE subscription_id = ?", [subscriptionId]);
      if (history.length === 0) return;
      const rows = history.map(({ fromOn, bills }: StatusPeriod) => [
        subscriptionId,
        fromOn,
        bills,
      ]);
      await manager.query("INSERT INTO status_periods VALUES ?", [rows]);
    },
    async addChange(subscriptionId, { version, begins, startOn, fromOn, bills }) {
      await manager.query("INSERT IGNORE INTO status_changes VALUES (?, ?, ?, ?, ?, ?)", [
        subscriptionId,
        version.toString(),
        begins,
        startOn,
        fromOn,
        bills,
      ]);
    },
    async changes(subscriptionId) {
      const rows = await manager.query<ChangeRow[]>(
        `SELECT version, begins, start_on AS startOn, from_on AS fromOn, bills FROM status_changes
         WHERE subscription_id = ? ORDER BY version`,
        [subscriptionId],
      );
      return rows.map(toChange);
    },
    async oldestLive(customerId) {
      const rest = "WHERE customer_id = ? AND ended_on IS NULL ORDER BY number LIMIT 1";
      const [terms] = await read(rest, [customerId]);
      return terms ?? null;
    },
    closing: ({ businessUnitId, dueDayIds, withDefault, after, limit }) =>
      read(`${byUnit} ${closingWhere} AND subscription_id > ? ORDER BY subscription_id LIMIT ?`, [
        businessUnitId,
        [...dueDayIds, ...(withDefault ? [""] : [])],
        after,
        limit,
      ]),
    async countNaming(what, { id, businessUnitId, isDefault }) {
      const [row] = await manager.query<{ count: string }[]>(
        `SELECT COUNT(*) AS count FROM subscription_terms
         WHERE business_unit_id = ? AND ${what} IN (?) AND ended_on IS NULL`,
        [businessUnitId, isDefault ? [id, ""] : [id]],
      );
      return Number(row?.count ?? 0);
    },
    async replacedBySame(subscriptionIds) {
      if (subscriptionIds.length === 0) return new Set();
      const rows = await manager.query<{ id: string }[]>(
        `SELECT former.subscription_id AS id FROM subscription_terms former
         JOIN subscription_terms later ON later.predecessor_id = former.subscription_id
           AND later.customer_id = former.customer_id
         WHERE former.subscription_id IN (?)`,
        [[...subscriptionIds]],
      );
      return new Set(rows.map(({ id }) => id));
    },
    async countClosing(businessUnitId, dueDayIds, withDefault) {
      const [row] = await manager.query<{ count: string }[]>(
        `SELECT COUNT(*) AS count FROM subscription_terms ${closingWhere}`,
        [businessUnitId, [...dueDayIds, ...(withDefault ? [""] : [])]],
      );
      return BigInt(row?.count ?? 0);
    },
    ...closedTerms(manager),
  };
}

// By the due day, each batch would sort all that is left of the unit.
const byUnit = "FORCE INDEX (subscription_terms_by_unit)";
const closingWhere = "WHERE business_unit_id = ? AND due_day_id IN (?)";

function toTerms(row: Row): SubscriptionTerms {
  return {
    ...row,
    version: BigInt(row.version),
    number: BigInt(row.number),
    priceCents: BigInt(row.priceCents),
    payableCents: BigInt(row.payableCents),
    installFeeCents: BigInt(row.installFeeCents),
    mailboxFeeCents: BigInt(row.mailboxFeeCents),
    advanceBilling: row.advanceBilling === 1,
  };
}

function toChange({ version, begins, bills, ...row }: ChangeRow): StatusChange {
  return { ...row, version: BigInt(version), begins: begins === 1, bills: bills === 1 };
}

function toColumns(terms: SubscriptionTerms): Record<string, unknown> {
  return {
    subscription_id: terms.subscriptionId,
    version: terms.version.toString(),
    business_unit_id: terms.businessUnitId,
    customer_id: terms.customerId,
    number: terms.number.toString(),
    plan_name: terms.planName,
    start_on: terms.startOn,
    trial_days: terms.trialDays,
    price_cents: terms.priceCents.toString(),
    payable_cents: terms.payableCents.toString(),
    advance_billing: terms.advanceBilling,
    billed_through_on: terms.billedThroughOn,
    last_closing_on: terms.lastClosingOn,
    ended_on: terms.endedOn,
    due_day_id: terms.dueDayId,
    payment_form_id: terms.paymentFormId,
    debit_account_id: terms.debitAccountId,
    predecessor_id: terms.predecessorId,
    install_fee_cents: terms.installFeeCents.toString(),
    installments: terms.installments,
    expires_on: terms.expiresOn,
    validity_months: terms.validityMonths,
    fine_formula: terms.fineFormula,
    carried_through_on: terms.carriedThroughOn,
    mailboxes_included: terms.mailboxesIncluded,
    mailbox_fee_cents: terms.mailboxFeeCents.toString(),
  };
}
