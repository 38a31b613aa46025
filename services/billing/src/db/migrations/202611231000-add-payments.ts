import { addColumn, type Migration } from "@isp/db";

const ascii = (length: number) =>
  `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin NOT NULL`;
const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL";

export const addPayments: Migration = {
  name: "202611231000-add-payments",
  statements: [
    ...addColumn("invoices", "paid_cents", "bigint NOT NULL DEFAULT 0"),
    ...addColumn("invoices", "late_cents", "bigint NOT NULL DEFAULT 0"),
    ...addColumn("invoices", "settled_on", "date NULL"),
    `CREATE TABLE IF NOT EXISTS payments (
       id ${id} PRIMARY KEY, version bigint NOT NULL, invoice_id ${id}, customer_id ${id},
       business_unit_id ${id}, payment_form_id ${id}, amount_cents bigint NOT NULL,
       paid_on date NOT NULL, operator_id ${ascii(36)}, operator_name varchar(120) NOT NULL,
       received_at datetime(3) NOT NULL, reversed_at datetime(3) NULL,
       reversed_by varchar(120) NOT NULL, reversal_reason varchar(255) NOT NULL,
       KEY payments_by_invoice (invoice_id, id),
       KEY payments_by_customer (customer_id, id),
       KEY payments_by_day (business_unit_id, paid_on)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
