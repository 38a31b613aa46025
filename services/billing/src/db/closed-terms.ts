import type { CivilDate } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import type { TermsOf } from "../usecases/ports.ts";
import { standingGeneration } from "./line-rows.ts";

/** Who pays in advance is billed beyond his last closing. */
const closedThrough = `COALESCE(last_closing_on, IF(advance_billing, start_on,
  GREATEST(start_on, COALESCE(billed_through_on, start_on))))`;

/** How far subscriptions were billed and closed. */
export function closedTerms(
  manager: EntityManager,
): Pick<TermsOf, "unclosedSince" | "lockAll" | "giveBack" | "reopen"> {
  return {
    async unclosedSince(businessUnitId) {
      const rows = await manager.query<{ dueDayId: string; since: CivilDate }[]>(
        `SELECT due_day_id AS dueDayId, MIN(${closedThrough}) AS since FROM subscription_terms
         WHERE business_unit_id = ? AND (ended_on IS NULL OR ended_on > ${closedThrough})
         GROUP BY due_day_id`,
        [businessUnitId],
      );
      return new Map(rows.map(({ dueDayId, since }) => [dueDayId, since]));
    },
    async lockAll(subscriptionIds) {
      if (subscriptionIds.length === 0) return;
      await manager.query(
        `SELECT subscription_id FROM subscription_terms WHERE subscription_id IN (?)
         ORDER BY subscription_id FOR UPDATE`,
        [[...subscriptionIds]],
      );
    },
    async giveBack(days) {
      const byDay = Map.groupBy(days, ([, on]) => on);
      for (const [on, given] of byDay) {
        await manager.query(
          "UPDATE subscription_terms SET billed_through_on = ? WHERE subscription_id IN (?)",
          [on, given.map(([id]) => id)],
        );
      }
    },
    async reopen(closingId, customerIds) {
      await manager.query(
        `UPDATE subscription_terms t
         JOIN proposals p ON p.subscription_id = t.subscription_id
         JOIN closings c ON c.id = p.closing_id AND c.closing_on = t.last_closing_on
         SET t.billed_through_on = p.billed_through_before, t.last_closing_on = p.last_closing_before
         WHERE p.closing_id = ? AND p.customer_id IN (?) AND NOT EXISTS (
           SELECT 1 FROM invoice_lines l WHERE l.subscription_id = t.subscription_id AND l.kind = 'plan'
             AND l.generation = ${standingGeneration}
             AND (p.billed_through_before IS NULL OR l.to_on > p.billed_through_before))`,
        [closingId, [...customerIds]],
      );
    },
  };
}
