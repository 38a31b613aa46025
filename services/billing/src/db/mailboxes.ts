import type { CivilDate } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import type { HeldMailboxes, MailboxHolding } from "../domain/mailbox-seats.ts";
import type { Mailboxes } from "../usecases/mailbox-ports.ts";
import { standingGeneration } from "./line-rows.ts";

type HoldingRow = MailboxHolding & { readonly subscriptionId: string };
type BilledRow = {
  readonly subscriptionId: string;
  readonly item: string;
  readonly throughOn: CivilDate;
};

export function mysqlMailboxes(manager: EntityManager): Mailboxes {
  return {
    async lockHolder(mailboxId) {
      const [row] = await manager.query<{ holder: string }[]>(
        `SELECT subscription_id AS holder FROM mailbox_holdings
         WHERE mailbox_id = ? AND until_on IS NULL FOR UPDATE`,
        [mailboxId],
      );
      return row?.holder ?? null;
    },
    async hold({ id, version }, subscriptionId, fromOn) {
      await manager.query("INSERT INTO mailbox_holdings VALUES (?, ?, ?, ?, NULL)", [
        id,
        version.toString(),
        subscriptionId,
        fromOn,
      ]);
    },
    async release(mailboxId, untilOn) {
      await manager.query(
        "UPDATE mailbox_holdings SET until_on = ? WHERE mailbox_id = ? AND until_on IS NULL",
        [untilOn, mailboxId],
      );
    },
    async ofSubscriptions(subscriptionIds) {
      if (subscriptionIds.length === 0) return new Map();
      const held = Map.groupBy(
        await holdings(manager, subscriptionIds),
        (row) => row.subscriptionId,
      );
      const billed = Map.groupBy(
        await billedSeats(manager, [...held.keys()]),
        (row) => row.subscriptionId,
      );
      return new Map(
        [...held].map(([id, rows]): [string, HeldMailboxes] => {
          const through = (billed.get(id) ?? []).map(
            (row) => [Number(row.item), row.throughOn] as const,
          );
          return [id, { holdings: rows, billedThrough: new Map(through) }];
        }),
      );
    },
  };
}

/** Mail hears of a change of plan when it happens, and it may count from an earlier day. */
function holdings(manager: EntityManager, ids: readonly string[]): Promise<HoldingRow[]> {
  return manager.query<HoldingRow[]>(
    `SELECT h.subscription_id AS subscriptionId, h.mailbox_id AS mailboxId, h.until_on AS untilOn,
       IF(former.mailbox_id IS NULL, h.from_on, LEAST(h.from_on, t.start_on)) AS fromOn
     FROM mailbox_holdings h JOIN subscription_terms t ON t.subscription_id = h.subscription_id
     LEFT JOIN mailbox_holdings former ON former.mailbox_id = h.mailbox_id
       AND former.subscription_id = t.predecessor_id AND former.until_on = h.from_on
     WHERE h.subscription_id IN (?) ORDER BY h.mailbox_id, h.version`,
    [[...ids]],
  );
}

async function billedSeats(manager: EntityManager, ids: readonly string[]): Promise<BilledRow[]> {
  if (ids.length === 0) return [];
  return manager.query<BilledRow[]>(
    `SELECT subscription_id AS subscriptionId, item, MAX(to_on) AS throughOn FROM invoice_lines
     WHERE subscription_id IN (?) AND kind = 'mailbox' AND generation = ${standingGeneration}
     GROUP BY subscription_id, item`,
    [[...ids]],
  );
}
