import type { Migration } from "@isp/db";

const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL";

/** The batches of a closing that have their numbers, while it is being committed. */
export const numberClosingBatches: Migration = {
  name: "202611271300-number-closing-batches",
  statements: [
    `CREATE TABLE IF NOT EXISTS closing_batches (
       closing_id ${id}, after_customer_id ${id}, through_customer_id ${id}, customers int NOT NULL,
       issued_on date NOT NULL, first_number bigint NOT NULL, invoices int NOT NULL,
       is_issued tinyint NOT NULL DEFAULT 0, PRIMARY KEY (closing_id, first_number, after_customer_id)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
