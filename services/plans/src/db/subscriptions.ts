import { jsonColumn, rowsOf } from "@isp/db";
import type { EntityManager } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { Units } from "../usecases/ports.ts";
import type { Subscriptions } from "../usecases/subscription-ports.ts";
import { subscriptionSchema } from "./schemas.ts";
import { toRow, withStatuses } from "./subscription-rows.ts";
import { inUnits } from "./visible.ts";

export function mysqlSubscriptions(manager: EntityManager): Subscriptions {
  const read = async (id: string, units: Units, lock: boolean) => {
    const row = await manager.findOne(subscriptionSchema, {
      where: { id, ...inUnits(units) },
      ...(lock && { lock: { mode: "pessimistic_write" as const } }),
    });
    if (row === null) throw refuse.subscription_not_found(`There is no subscription ${id}.`);
    const [subscription] = await withStatuses(manager, [row]);
    if (subscription === undefined) throw new Error(`subscription ${id} vanished`);
    return subscription;
  };
  return {
    async number(subscriptionId) {
      await manager.query("INSERT IGNORE INTO subscription_numbers (subscription_id) VALUES (?)", [
        subscriptionId,
      ]);
      const [row] = await manager.query<{ number: string }[]>(
        "SELECT number FROM subscription_numbers WHERE subscription_id = ?",
        [subscriptionId],
      );
      return BigInt(row?.number ?? 0);
    },
    async numbers(subscriptionIds) {
      if (subscriptionIds.length === 0) return new Map();
      await manager.query("INSERT IGNORE INTO subscription_numbers (subscription_id) VALUES ?", [
        subscriptionIds.map((id) => [id]),
      ]);
      const rows = await manager.query<{ id: string; number: string }[]>(
        "SELECT subscription_id AS id, number FROM subscription_numbers WHERE subscription_id IN (?)",
        [subscriptionIds],
      );
      return new Map(rows.map(({ id, number }) => [id, BigInt(number)]));
    },
    addAll: (subscriptions) => rowsOf(manager, subscriptionSchema).addAll(subscriptions.map(toRow)),
    async add(subscription) {
      await manager.insert(subscriptionSchema, toRow(subscription));
    },
    async save(subscription) {
      const { id, ...columns } = toRow(subscription);
      await manager.update(subscriptionSchema, { id }, columns);
    },
    async bury(subscription, { operationId, deletedBy, deletedAt }) {
      const { id, number, businessUnitId, customerId } = subscription;
      const whole = jsonColumn.transformer.to(subscription);
      await manager.query("INSERT INTO subscription_tombstones VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [
        id,
        number.toString(),
        businessUnitId,
        customerId,
        operationId,
        deletedBy,
        deletedAt,
        whole,
      ]);
      await manager.delete(subscriptionSchema, { id });
    },
    find: (id, units) => read(id, units, false),
    lock: (id, units) => read(id, units, true),
    async ofCustomer(customerId, list, units) {
      if (units !== "all" && units.length === 0) return [];
      const conditions = [
        "customer_id = ?",
        ...(list === "" ? [] : ["list = ?"]),
        ...(units === "all" ? [] : ["business_unit_id IN (?)"]),
      ];
      const parameters = [
        customerId,
        ...(list === "" ? [] : [list]),
        ...(units === "all" ? [] : [units]),
      ];
      const rows = await rowsOf(manager, subscriptionSchema).select(
        `WHERE ${conditions.join(" AND ")} ORDER BY number`,
        parameters,
      );
      return withStatuses(manager, rows);
    },
    async drifting(businessUnitId, units, { limit, after }) {
      if (units !== "all" && units.length === 0) return [];
      const conditions = ["drift_since IS NOT NULL", "id > ?"];
      const parameters: unknown[] = [after];
      if (businessUnitId !== "") {
        conditions.push("business_unit_id = ?");
        parameters.push(businessUnitId);
      }
      if (units !== "all") {
        conditions.push("business_unit_id IN (?)");
        parameters.push(units);
      }
      const rows = await rowsOf(manager, subscriptionSchema).select(
        `WHERE ${conditions.join(" AND ")} ORDER BY id LIMIT ?`,
        [...parameters, limit],
      );
      return withStatuses(manager, rows);
    },
    async existing(ids) {
      if (ids.length === 0) return [];
      const rows = await manager.query<{ id: string }[]>(
        `SELECT id FROM subscriptions WHERE id IN (?) AND service IN ('on', 'suspended')
         UNION SELECT subscription_id FROM operations
         WHERE subscription_id IN (?) AND state = 'scheduled' AND kind = 'enable'`,
        [ids, ids],
      );
      return rows.map(({ id }) => id);
    },
  };
}
