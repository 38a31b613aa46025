import { formulaNames, type FormulaValues } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import type { Charge } from "../domain/charge.ts";
import type { Charges } from "../usecases/invoice-ports.ts";

const columns = `id, operation_id AS operationId, kind, subscription_id AS subscriptionId,
  customer_id AS customerId, business_unit_id AS businessUnitId, amount_cents AS amountCents, formula,
  formula_values AS formulaValues, charged_on AS chargedOn, created_at AS createdAt`;

type Row = Omit<Charge, "amountCents" | "values"> & {
  readonly amountCents: string;
  readonly formulaValues: string;
};

export function mysqlCharges(manager: EntityManager): Charges {
  return {
    async add(charge) {
      await manager.query(
        `INSERT INTO charges VALUES (?) ON DUPLICATE KEY UPDATE operation_id = VALUES(operation_id)`,
        [toValues(charge)],
      );
    },
    async ofSubscription(subscriptionId) {
      const rows = await manager.query<Row[]>(
        `SELECT ${columns} FROM charges WHERE subscription_id = ? ORDER BY id DESC`,
        [subscriptionId],
      );
      return rows.map(toCharge);
    },
    async unbilled(subscriptionIds, on) {
      if (subscriptionIds.length === 0) return [];
      const rows = await manager.query<Row[]>(
        `SELECT ${columns} FROM charges c WHERE subscription_id IN (?) AND charged_on <= ?
           AND NOT EXISTS (SELECT 1 FROM invoice_lines l WHERE l.subscription_id = c.subscription_id
             AND l.kind = 'fine' AND l.item = c.id AND l.generation = 1) ORDER BY id`,
        [[...subscriptionIds], on],
      );
      return rows.map(toCharge);
    },
  };
}

function toValues(charge: Charge): unknown[] {
  const values = Object.entries(charge.values).map(([name, value]) => [name, value.toString()]);
  return [
    charge.id,
    charge.operationId,
    charge.kind,
    charge.subscriptionId,
    charge.customerId,
    charge.businessUnitId,
    charge.amountCents.toString(),
    charge.formula,
    JSON.stringify(Object.fromEntries(values)),
    charge.chargedOn,
    charge.createdAt,
  ];
}

function toCharge({ amountCents, formulaValues, ...row }: Row): Charge {
  const stored = JSON.parse(formulaValues) as Partial<Record<string, string>>;
  const values = formulaNames.map((name) => [name, BigInt(stored[name] ?? 0)]);
  return {
    ...row,
    amountCents: BigInt(amountCents),
    values: Object.fromEntries(values) as FormulaValues,
  };
}
