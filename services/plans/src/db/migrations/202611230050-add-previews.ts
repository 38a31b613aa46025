import { addColumn, addIndex, dropIndex, type Migration } from "@isp/db";

const table = "ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
const ascii = "CHARACTER SET ascii COLLATE ascii_bin NOT NULL";

export const addPreviews: Migration = {
  name: "202611230050-add-previews",
  statements: [
    `CREATE TABLE IF NOT EXISTS previews (
       id char(36) ${ascii} PRIMARY KEY, business_unit_id char(36) ${ascii},
       subscription_id char(36) ${ascii}, kind varchar(16) ${ascii}, \`on\` date NOT NULL,
       digest char(64) ${ascii}, parts mediumtext NOT NULL, expires_at datetime(3) NOT NULL,
       KEY previews_by_expiry (expires_at)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS subscription_tombstones (
       subscription_id char(36) ${ascii} PRIMARY KEY, number bigint NOT NULL,
       business_unit_id char(36) ${ascii}, customer_id char(36) ${ascii},
       operation_id char(36) ${ascii}, deleted_by varchar(120) NOT NULL,
       deleted_at datetime(3) NOT NULL, subscription mediumtext NOT NULL,
       KEY subscription_tombstones_by_customer (customer_id)
     ) ${table}`,
    ...addColumn(
      "operations",
      "successor_subscription_id",
      "varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''",
    ),
    ...addColumn("operations", "subscription_number", "bigint NOT NULL DEFAULT 0"),
    ...addColumn("operations", "warnings", "mediumtext NULL"),
    ...addColumn("operations", "passwords_until", "datetime(3) NULL"),
    ...addColumn("operations", "problem", "mediumtext NULL"),
    ...addColumn("operations", "act", "mediumtext NULL"),
    ...addIndex(
      "operations",
      "operations_by_successor",
      "KEY operations_by_successor (successor_subscription_id, id)",
    ),
    ...addIndex("operations", "operations_by_day", "KEY operations_by_day (state, `on`)"),
    // The contract number goes on with the successor of a plan change (D10).
    ...addIndex(
      "subscriptions",
      "subscriptions_one_live_number",
      "UNIQUE KEY subscriptions_one_live_number (number, successor_id)",
    ),
    ...dropIndex("subscriptions", "subscriptions_one_number"),
  ],
};
