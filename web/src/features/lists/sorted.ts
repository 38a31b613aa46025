import type { TableColumnsType } from "antd";
import { orderOf } from "./list-query.ts";
import type { Address } from "./use-address.ts";

/** Makes those columns sortable that the API sorts by. */
export function sorted<Row>(
  columns: TableColumnsType<Row>,
  keys: readonly string[],
  address: Address,
): TableColumnsType<Row> {
  const sort = address.value("sort") || keys[0];
  return columns.map((column) => {
    const key = String(column.key);
    return keys.includes(key) ? { ...column, sorter: true, sortOrder: orderOf(sort, key) } : column;
  });
}
