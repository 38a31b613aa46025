import { bigintColumn, booleanColumn, idColumn, jsonColumn, rowsOf, wordColumn } from "@isp/db";
import { type EntityManager, EntitySchema } from "typeorm";
import type { Item } from "../domain/item.ts";
import type { Items } from "../usecases/subscription-ports.ts";

export const itemSchema = new EntitySchema<Item>({
  name: "Item",
  tableName: "items",
  columns: {
    id: { ...idColumn, primary: true },
    kind: wordColumn(16),
    parentId: { ...wordColumn(36), name: "parent_id" },
    subscriptionId: { ...idColumn, name: "subscription_id" },
    customerId: { ...idColumn, name: "customer_id" },
    businessUnitId: { ...idColumn, name: "business_unit_id" },
    name: { type: "varchar", length: 254 },
    main: booleanColumn,
    version: bigintColumn,
    wanted: jsonColumn,
    real: jsonColumn,
  },
  indices: [
    { name: "items_by_subscription", columns: ["subscriptionId"] },
    { name: "items_by_customer", columns: ["customerId"] },
    { name: "items_by_name", columns: ["name"] },
  ],
});

/** A deleted item is out of the tree at once; its row stays, so that older news do not bring it back. */
const present = "JSON_VALUE(wanted, '$.state') <> 'deleted'";

export function mysqlItems(manager: EntityManager): Items {
  return {
    keepAll: (items) => rowsOf(manager, itemSchema).keepAllNewer(items),
    keep: (item) => rowsOf(manager, itemSchema).keepNewer(item),
    ofSubscriptions: (ids) =>
      ids.length === 0
        ? Promise.resolve([])
        : rowsOf(manager, itemSchema).select(
            `WHERE subscription_id IN (?) AND ${present} ORDER BY id`,
            [ids],
          ),
    ofCustomer: (customerId) =>
      rowsOf(manager, itemSchema).select(`WHERE customer_id = ? AND ${present} ORDER BY id`, [
        customerId,
      ]),
  };
}
