import type { EntityManager } from "typeorm";
import type { Outliers } from "../usecases/outlier-ports.ts";

/** What is monthly: an instalment that ran out is no surprise. */
const monthly = "('plan', 'mailbox', 'credit')";

type Row = {
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly customerName: string | null;
  readonly subscriptionNumber: string;
  readonly kind: "new" | "gone" | "changed";
  readonly beforeCents: string;
  readonly nowCents: string;
};

export function mysqlOutliers(manager: EntityManager): Outliers {
  return {
    async find(closingId, previousIds, percent) {
      await manager.query("DELETE FROM closing_outliers WHERE closing_id = ?", [closingId]);
      if (previousIds.length === 0) return;
      await manager.query(
        `INSERT INTO closing_outliers
         SELECT ?, subscription_id, MAX(customer_id),
           CASE WHEN SUM(before_cents) = 0 THEN 'new' WHEN SUM(now_cents) = 0 THEN 'gone' ELSE 'changed' END,
           SUM(before_cents), SUM(now_cents)
         FROM (
           SELECT subscription_id, customer_id, 0 AS before_cents, SUM(amount_cents) AS now_cents
           FROM proposal_lines WHERE closing_id = ? AND kind IN ${monthly}
           GROUP BY subscription_id, customer_id
           UNION ALL
           SELECT l.subscription_id, l.customer_id, SUM(l.amount_cents), 0
           FROM invoices i JOIN invoice_lines l ON l.invoice_id = i.id
           WHERE i.closing_id IN (?) AND i.state <> 'cancelled' AND l.kind IN ${monthly}
           GROUP BY l.subscription_id, l.customer_id
         ) AS both_closings
         GROUP BY subscription_id
         HAVING SUM(before_cents) <> SUM(now_cents) AND (SUM(before_cents) = 0 OR SUM(now_cents) = 0
           OR ABS(SUM(now_cents) - SUM(before_cents)) * 100 > ? * ABS(SUM(before_cents)))`,
        [closingId, closingId, [...previousIds], percent],
      );
    },
    async count(closingId) {
      const rows = await manager.query<{ kind: string; count: string }[]>(
        "SELECT kind, COUNT(*) AS count FROM closing_outliers WHERE closing_id = ? GROUP BY kind",
        [closingId],
      );
      const of = (kind: string) => BigInt(rows.find((row) => row.kind === kind)?.count ?? 0);
      return { new: of("new"), gone: of("gone"), changed: of("changed") };
    },
    async list(closingId, { limit, after }) {
      const rows = await manager.query<Row[]>(
        `SELECT o.subscription_id AS subscriptionId, o.customer_id AS customerId, c.name AS customerName,
           t.number AS subscriptionNumber, o.kind, o.before_cents AS beforeCents, o.now_cents AS nowCents
         FROM closing_outliers o JOIN subscription_terms t ON t.subscription_id = o.subscription_id
         LEFT JOIN customers c ON c.id = o.customer_id
         WHERE o.closing_id = ? AND o.subscription_id > ? ORDER BY o.subscription_id LIMIT ?`,
        [closingId, after, limit],
      );
      return rows.map((row) => ({
        ...row,
        customerName: row.customerName ?? "",
        subscriptionNumber: BigInt(row.subscriptionNumber),
        beforeCents: BigInt(row.beforeCents),
        nowCents: BigInt(row.nowCents),
      }));
    },
  };
}
