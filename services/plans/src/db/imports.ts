import { jsonColumn, rowsOf } from "@isp/db";
import type { EntityManager } from "typeorm";
import type { Imports } from "../usecases/customer-ports.ts";
import type { Subscription } from "../domain/subscription.ts";
import { customerSchema } from "./schemas.ts";

type OpenRow = { readonly customerIds: string; readonly sold: string | null };
type Row = { readonly customerIds: string; readonly subscriptionIds: string };

const columns = "customer_ids AS customerIds, subscription_ids AS subscriptionIds";
const json = jsonColumn.transformer;
const idsIn = (json: string) => JSON.parse(json) as string[];

export function mysqlImports(manager: EntityManager): Imports {
  return {
    async add({ id, customerIds, subscriptions, at }) {
      await manager.query(
        `INSERT INTO imports (id, customer_ids, subscription_ids, kept_at, sold) VALUES (?, ?, ?, ?, ?)`,
        [
          id,
          JSON.stringify(customerIds),
          JSON.stringify(subscriptions.map((sold) => sold.id)),
          at,
          json.to(subscriptions),
        ],
      );
    },
    async open(id) {
      const [row] = await manager.query<OpenRow[]>(
        `SELECT customer_ids AS customerIds, sold FROM imports
         WHERE id = ? AND finished_at IS NULL`,
        [id],
      );
      if (row === undefined) return null;
      const subscriptions = (json.from(row.sold) ?? []) as Subscription[];
      const customers = await rowsOf(manager, customerSchema).select("WHERE id IN (?)", [
        idsIn(row.customerIds),
      ]);
      return { customers, subscriptions };
    },
    async openBefore(instant, limit) {
      const rows = await manager.query<{ id: string }[]>(
        "SELECT id FROM imports WHERE finished_at IS NULL AND kept_at < ? ORDER BY kept_at LIMIT ?",
        [instant, limit],
      );
      return rows.map(({ id }) => id);
    },
    async finish(id) {
      await manager.query(
        "UPDATE imports SET finished_at = UTC_TIMESTAMP(3), sold = NULL WHERE id = ?",
        [id],
      );
    },
    async made(id) {
      const [row] = await manager.query<Row[]>(`SELECT ${columns} FROM imports WHERE id = ?`, [id]);
      if (row === undefined) return [];
      const sold = await numbered(manager, idsIn(row.subscriptionIds));
      const byCustomer = new Map(sold.map((held) => [held.customerId, held]));
      return idsIn(row.customerIds).map((customerId) => {
        const subscription = byCustomer.get(customerId);
        const subscriptionId = subscription?.id ?? "";
        return { customerId, subscriptionId, number: BigInt(subscription?.number ?? 0) };
      });
    },
  };
}

type Numbered = { readonly id: string; readonly customerId: string; readonly number: string };

function numbered(manager: EntityManager, ids: readonly string[]): Promise<Numbered[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return manager.query<Numbered[]>(
    "SELECT id, customer_id AS customerId, number FROM subscriptions WHERE id IN (?)",
    [ids],
  );
}
