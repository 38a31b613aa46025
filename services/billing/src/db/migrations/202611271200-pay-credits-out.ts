import type { Migration } from "@isp/db";

const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL";

/** What a customer who has left was billed too far, and what was paid out to him. */
export const payCreditsOut: Migration = {
  name: "202611271200-pay-credits-out",
  statements: [
    // A line is given back once, whatever proposes it afterwards.
    `CREATE TABLE IF NOT EXISTS returned_credits (
       line_id ${id} PRIMARY KEY, invoice_id ${id}, subscription_id ${id}, customer_id ${id},
       business_unit_id ${id}, from_on date NOT NULL, to_on date NOT NULL, days int NOT NULL,
       amount_cents bigint NOT NULL, returned_on date NOT NULL, operator_name varchar(120) NOT NULL,
       KEY returned_credits_by_customer (customer_id, returned_on),
       KEY returned_credits_by_invoice (invoice_id),
       KEY returned_credits_by_day (returned_on, business_unit_id)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    `CREATE TABLE IF NOT EXISTS credit_payouts (
       id ${id} PRIMARY KEY, version bigint NOT NULL, customer_id ${id}, business_unit_id ${id},
       payment_form_id ${id}, amount_cents bigint NOT NULL, paid_on date NOT NULL,
       note varchar(255) NOT NULL, operator_id varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       operator_name varchar(120) NOT NULL, entered_at datetime(3) NOT NULL, entered_on date NOT NULL,
       reversed_at datetime(3) NULL, reversed_on date NULL, reversed_by varchar(120) NOT NULL,
       reversal_reason varchar(255) NOT NULL,
       KEY credit_payouts_by_customer (customer_id, id),
       KEY credit_payouts_by_entry (entered_on, business_unit_id),
       KEY credit_payouts_by_reversal (reversed_on, business_unit_id)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
