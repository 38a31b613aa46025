import { addColumn, addIndex, type Migration } from "@isp/db";

const table = "ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL";

/** An index that gives a filtered list in the order of its numbers. */
const byNumber = (column: string) =>
  addIndex(
    "subscriptions",
    `subscriptions_by_${column}_number`,
    `KEY subscriptions_by_${column}_number (${column}, number)`,
  );

export const addListsAndNotes: Migration = {
  name: "202611230301-add-lists-and-notes",
  statements: [
    // What stands there already was taken from names above all; the next edit says it exactly.
    ...addColumn(
      "customer_terms",
      "kind",
      "varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'name'",
    ),
    ...addIndex("customers", "customers_by_name", "KEY customers_by_name (name, id)"),
    ...addIndex(
      "customers",
      "customers_by_unit_id",
      "KEY customers_by_unit_id (business_unit_id, id)",
    ),
    ...addIndex("items", "items_by_kind_name", "KEY items_by_kind_name (kind, name)"),
    ...["business_unit_id", "plan_id", "status", "due_day_id", "salesperson_id", "routing_point_id"]
      .map(byNumber)
      .flat(),
    ...addIndex(
      "subscriptions",
      "subscriptions_by_unit_customer",
      "KEY subscriptions_by_unit_customer (business_unit_id, customer_id)",
    ),
    ...addIndex(
      "subscriptions",
      "subscriptions_by_registration",
      "KEY subscriptions_by_registration (registered_at)",
    ),
    ...addColumn("subscriptions", "contract_expires_on", "date NULL"),
    ...addIndex(
      "subscriptions",
      "subscriptions_by_expiry",
      "KEY subscriptions_by_expiry (contract_expires_on)",
    ),
    `CREATE TABLE IF NOT EXISTS customer_notes (
       id ${id} PRIMARY KEY, customer_id ${id}, version bigint NOT NULL, text text NOT NULL,
       pinned tinyint NOT NULL, written_by varchar(120) NOT NULL, written_at datetime(3) NOT NULL,
       KEY customer_notes_by_customer (customer_id, id)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS imports (
       id ${id} PRIMARY KEY, customer_ids mediumtext NOT NULL, subscription_ids mediumtext NOT NULL,
       kept_at datetime(3) NOT NULL, finished_at datetime(3) NULL,
       KEY imports_open (finished_at, kept_at)
     ) ${table}`,
  ],
};
