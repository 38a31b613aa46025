import { rowsOf } from "@isp/db";
import type { EntityManager } from "typeorm";
import type { Imports } from "../usecases/customer-ports.ts";
import { customerSchema, subscriptionSchema } from "./schemas.ts";
import { withStatuses } from "./subscription-rows.ts";

type Row = { readonly customerIds: string; readonly subscriptionIds: string };

const columns = "customer_ids AS customerIds, subscription_ids AS subscriptionIds";
const idsIn = (json: string) => JSON.parse(json) as string[];

export function mysqlImports(manager: EntityManager): Imports {
  return {
    async add({ id, customerIds, subscriptionIds, at }) {
      await manager.query("INSERT INTO imports VALUES (?, ?, ?, ?, NULL)", [
        id,
        JSON.stringify(customerIds),
        JSON.stringify(subscriptionIds),
        at,
      ]);
    },
    async open(id) {
      const [row] = await manager.query<Row[]>(
        `SELECT ${columns} FROM imports WHERE id = ? AND finished_at IS NULL`,
        [id],
      );
      if (row === undefined) return null;
      const [customers, subscriptions] = await Promise.all([
        of(manager, customerSchema, idsIn(row.customerIds)),
        of(manager, subscriptionSchema, idsIn(row.subscriptionIds)),
      ]);
      return { customers, subscriptions: await withStatuses(manager, subscriptions) };
    },
    async openBefore(instant, limit) {
      const rows = await manager.query<{ id: string }[]>(
        "SELECT id FROM imports WHERE finished_at IS NULL AND kept_at < ? ORDER BY kept_at LIMIT ?",
        [instant, limit],
      );
      return rows.map(({ id }) => id);
    },
    async finish(id) {
      await manager.query("UPDATE imports SET finished_at = UTC_TIMESTAMP(3) WHERE id = ?", [id]);
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

function of<Row extends object>(
  manager: EntityManager,
  schema: Parameters<typeof rowsOf<Row>>[1],
  ids: readonly string[],
): Promise<Row[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return rowsOf(manager, schema).select("WHERE id IN (?)", [ids]);
}
