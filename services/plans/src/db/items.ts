import { rowsOf } from "@isp/db";
import type { EntityManager } from "typeorm";
import type { Items } from "../usecases/ports.ts";
import { itemSchema } from "./schemas.ts";

export function mysqlItems(manager: EntityManager): Items {
  return {
    keep: (item) => rowsOf(manager, itemSchema).keepNewer(item),
    ofSubscriptions: (ids) =>
      ids.length === 0
        ? Promise.resolve([])
        : rowsOf(manager, itemSchema).select("WHERE subscription_id IN (?) ORDER BY id", [ids]),
    ofCustomer: (customerId) =>
      rowsOf(manager, itemSchema).select("WHERE customer_id = ? ORDER BY id", [customerId]),
  };
}
