import { addColumn, addIndex, type Migration } from "@isp/db";

const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin";

export const addStorages: Migration = {
  name: "202611230200-add-storages",
  statements: [
    ...addColumn("mailboxes", "storage_id", `${id} NOT NULL DEFAULT ''`),
    "UPDATE mailboxes SET storage_id = id WHERE storage_id = ''",
    ...addColumn("mailboxes", "gone_at", "datetime(3) NULL"),
    ...addIndex("mailboxes", "mailboxes_by_gone", "KEY mailboxes_by_gone (gone_at)"),
    `CREATE TABLE IF NOT EXISTS sealed_storages (
       id ${id} NOT NULL PRIMARY KEY, mailbox_id ${id} NOT NULL,
       address varchar(254) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       subscription_id ${id} NOT NULL, customer_id ${id} NOT NULL, business_unit_id ${id} NOT NULL,
       sealed_at datetime(3) NOT NULL, keep_until datetime(3) NOT NULL,
       KEY sealed_storages_by_age (keep_until),
       KEY sealed_storages_by_customer (customer_id)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
