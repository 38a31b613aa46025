import { rowsOf } from "@isp/db";
import type { EntityManager } from "typeorm";
import type { Items } from "../usecases/ports.ts";
import { itemSchema } from "./schemas.ts";

export function mysqlItems(manager: EntityManager): Items {
  return {
    async keep(item) {
      const known = await manager.findOne(itemSchema, {
        where: { id: item.id },
        lock: { mode: "pessimistic_write" },
      });
      if (known === null) await manager.insert(itemSchema, item);
      else if (known.version < item.version) {
        const { id, ...columns } = item;
        await manager.update(itemSchema, { id }, columns);
      }
    },
    ofSubscriptions: (ids) =>
      ids.length === 0
        ? Promise.resolve([])
        : rowsOf(manager, itemSchema).select("WHERE subscription_id IN (?) ORDER BY id", [ids]),
    ofCustomer: (customerId) =>
      rowsOf(manager, itemSchema).select("WHERE customer_id = ? ORDER BY id", [customerId]),
  };
}
