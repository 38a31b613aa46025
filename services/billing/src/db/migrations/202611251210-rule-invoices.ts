import { addColumn, type Migration } from "@isp/db";

const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL";

/** What units ask for late payment, in every version, and what each invoice was issued with. */
export const ruleInvoices: Migration = {
  name: "202611251210-rule-invoices",
  statements: [
    `CREATE TABLE IF NOT EXISTS invoicing_rules (
       business_unit_id ${id}, version bigint NOT NULL, late_fine_basis_points int NOT NULL,
       late_interest_basis_points int NOT NULL, minimum_invoice_cents bigint NOT NULL,
       PRIMARY KEY (business_unit_id, version)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    ...addColumn("invoices", "late_fine_basis_points", "smallint NOT NULL DEFAULT 200"),
    ...addColumn("invoices", "late_interest_basis_points", "smallint NOT NULL DEFAULT 100"),
    ...addColumn("subscription_terms", "carried_through_on", "date NULL"),
    ...addColumn("proposals", "is_carried", "tinyint NOT NULL DEFAULT 0"),
  ],
};
