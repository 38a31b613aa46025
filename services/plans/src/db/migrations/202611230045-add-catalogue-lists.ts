import { addColumn, addIndex, type Migration } from "@isp/db";

const table = "ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
const word = (length: number) =>
  `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin NOT NULL`;

export const addCatalogueLists: Migration = {
  name: "202611230045-add-catalogue-lists",
  statements: [
    ...addColumn("plans", "archived", "tinyint NOT NULL DEFAULT 0"),
    `CREATE TABLE IF NOT EXISTS statuses (
       status_key ${word(32)} PRIMARY KEY, version bigint NOT NULL, name varchar(80) NOT NULL,
       list ${word(16)}, connects tinyint NOT NULL, bills tinyint NOT NULL,
       bills_unused_days tinyint NOT NULL, settable tinyint NOT NULL
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS list_entries (
       id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY, version bigint NOT NULL,
       list ${word(32)}, business_unit_id ${word(36)}, name varchar(120) NOT NULL,
       archived tinyint NOT NULL,
       KEY list_entries_by_list (list, name)
     ) ${table}`,
    ...addIndex(
      "subscriptions",
      "subscriptions_by_unit",
      "KEY subscriptions_by_unit (business_unit_id)",
    ),
    ...addIndex("subscriptions", "subscriptions_by_status", "KEY subscriptions_by_status (status)"),
    ...addIndex(
      "subscriptions",
      "subscriptions_by_salesperson",
      "KEY subscriptions_by_salesperson (salesperson_id)",
    ),
  ],
};
