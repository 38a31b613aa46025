import { addColumn, type Migration } from "@isp/db";

const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL";

export const keepCustomerCredits: Migration = {
  name: "202611231010-keep-customer-credits",
  statements: [
    ...addColumn(
      "payments",
      "source",
      "varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'money'",
    ),
    // What the ledger says of `customer-credit`, as one row that can be locked.
    `CREATE TABLE IF NOT EXISTS customer_credits (
       customer_id ${id}, business_unit_id ${id}, credit_cents bigint NOT NULL,
       PRIMARY KEY (customer_id, business_unit_id)
     ) ENGINE=InnoDB`,
  ],
};
