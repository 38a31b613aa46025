import type { CivilDate } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import type { TermsOf } from "../usecases/ports.ts";
import { standingGeneration } from "./line-rows.ts";

type BilledRow = {
  readonly id: string;
  readonly number: string;
  readonly billedThroughOn: CivilDate | null;
};

/** Who pays in advance is billed beyond his last closing. */
const closedThrough = `COALESCE(last_closing_on, IF(advance_billing, start_on,
  GREATEST(start_on, COALESCE(billed_through_on, start_on))))`;

/** How far subscriptions were billed and closed. */
export function closedTerms(
  manager: EntityManager,
): Pick<
  TermsOf,
  "unclosedSince" | "lockBilledThrough" | "giveBack" | "reopen" | "moveBilledThrough"
> {
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
    async lockBilledThrough(subscriptionIds) {
      if (subscriptionIds.length === 0) return new Map();
      const rows = await manager.query<BilledRow[]>(
        `SELECT subscription_id AS id, number, billed_through_on AS billedThroughOn
         FROM subscription_terms WHERE subscription_id IN (?) ORDER BY subscription_id FOR UPDATE`,
        [subscriptionIds],
      );
      return new Map(
        rows.map(({ id, number, ...row }) => [id, { ...row, number: BigInt(number) }]),
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
    async moveBilledThrough(proposals, closingOn) {
      // There are few such days: that of the closing, and those of who pays in advance.
      const byDay = Map.groupBy(proposals, ({ billedThroughOn }) => billedThroughOn);
      for (const [billedThroughOn, moved] of byDay) {
        await manager.query(
          `UPDATE subscription_terms SET billed_through_on = ?,
             last_closing_on = GREATEST(COALESCE(last_closing_on, ?), ?)
           WHERE subscription_id IN (?)`,
          [
            billedThroughOn,
            closingOn,
            closingOn,
            moved.map(({ subscriptionId }) => subscriptionId),
          ],
        );
      }
    },
  };
}
