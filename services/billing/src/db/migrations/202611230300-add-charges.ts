import { addColumn, type Migration } from "@isp/db";

const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL";

export const addCharges: Migration = {
  name: "202611230300-add-charges",
  statements: [
    ...addColumn("subscription_terms", "install_fee_cents", "bigint NOT NULL DEFAULT 0"),
    ...addColumn("subscription_terms", "installments", "int NOT NULL DEFAULT 0"),
    ...addColumn("subscription_terms", "expires_on", "date NULL"),
    ...addColumn("subscription_terms", "validity_months", "int NOT NULL DEFAULT 0"),
    ...addColumn("subscription_terms", "fine_formula", "varchar(500) NOT NULL DEFAULT ''"),
    `CREATE TABLE IF NOT EXISTS charges (
       id ${id} PRIMARY KEY, operation_id ${id},
       kind varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, subscription_id ${id},
       customer_id ${id}, business_unit_id ${id}, amount_cents bigint NOT NULL,
       formula varchar(500) NOT NULL, formula_values text NOT NULL, charged_on date NOT NULL,
       created_at datetime(3) NOT NULL,
       UNIQUE KEY charges_one_operation (operation_id, kind),
       KEY charges_by_subscription (subscription_id, id),
       KEY charges_by_customer (customer_id, id)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
