import type { Migration } from "@isp/db";

const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL";

export const addCreditNotes: Migration = {
  name: "202611231030-add-credit-notes",
  statements: [
    `CREATE TABLE IF NOT EXISTS credit_notes (
       id ${id} PRIMARY KEY, invoice_id ${id}, customer_id ${id}, business_unit_id ${id},
       number bigint NOT NULL, issued_on date NOT NULL, total_cents bigint NOT NULL,
       operator_name varchar(120) NOT NULL, reason varchar(255) NOT NULL,
       UNIQUE KEY credit_notes_one_number (business_unit_id, number),
       UNIQUE KEY credit_notes_one_invoice (invoice_id)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    `CREATE TABLE IF NOT EXISTS credit_note_series (
       business_unit_id ${id} PRIMARY KEY, next bigint NOT NULL
     ) ENGINE=InnoDB`,
  ],
};
