import { addDays } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import type { Invoices } from "../usecases/invoice-ports.ts";
import { type LineRow, lineColumns, standingGeneration, toLine } from "./line-rows.ts";

/** Neither a credit on an invoice nor one that was paid out has given anything of the line back. */
export const notTakenBack = `l.kind IN ('plan', 'mailbox') AND l.generation = ${standingGeneration} AND NOT EXISTS (
  SELECT 1 FROM invoice_lines c
  WHERE c.subscription_id = l.subscription_id AND c.kind = 'credit' AND c.item = l.id
    AND c.generation = ${standingGeneration})
  AND NOT EXISTS (SELECT 1 FROM returned_credits r WHERE r.line_id = l.id)`;

/** A credit is carried forward for as long as there is nothing to pay; after a year it is for a person. */
const longestCarriedDays = 400;
const statusSpans = `SELECT subscription_id, from_on, bills,
  LEAD(from_on) OVER (PARTITION BY subscription_id ORDER BY from_on) AS until_on FROM status_periods`;

/** What lines that stand have billed already. */
export function billedLines(
  manager: EntityManager,
): Pick<
  Invoices,
  | "billedBeyondEnd"
  | "billedInSuspension"
  | "seatsGivenUp"
  | "billedBeyond"
  | "standingLines"
  | "installmentsBilled"
> {
  return {
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
    async seatsGivenUp(businessUnitId, on) {
      const rows = await manager.query<(LineRow & { endedOn: string | null })[]>(
        `SELECT DISTINCT ${lineColumns}, t.ended_on AS endedOn FROM mailbox_holdings h
         JOIN subscription_terms t ON t.subscription_id = h.subscription_id
         JOIN invoice_lines l ON l.subscription_id = h.subscription_id AND l.kind = 'mailbox'
           AND l.from_on <= h.until_on AND l.to_on > h.until_on AND l.to_on <= ?
         JOIN invoices i ON i.id = l.invoice_id AND i.issued_on < l.to_on
         WHERE h.until_on >= ? AND t.business_unit_id = ? AND ${notTakenBack}
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
    async standingLines(subscriptionIds, since) {
      if (subscriptionIds.length === 0) return [];
      const rows = await manager.query<(LineRow & { isAhead: number })[]>(
        `SELECT ${lineColumns}, i.issued_on < l.to_on AS isAhead FROM invoice_lines l
         JOIN invoices i ON i.id = l.invoice_id
         WHERE l.subscription_id IN (?) AND l.kind IN ('plan', 'mailbox') AND l.from_on >= ?
           AND l.generation = ${standingGeneration}`,
        [[...subscriptionIds], since],
      );
      return rows.map(({ isAhead, ...row }) => ({ line: toLine(row), isAhead: isAhead === 1 }));
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
  };
}

/** `2/3` is the second of three. */
function numberOf({ item }: { readonly item: string }): number {
  return Number(item.split("/")[0]);
}
