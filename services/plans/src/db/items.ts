import { type EntityManager, In } from "typeorm";
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
        : manager.find(itemSchema, {
            where: { subscriptionId: In([...ids]) },
            order: { id: "ASC" },
          }),
  };
}
