import { addColumn, type Migration } from "@isp/db";

const ascii = "CHARACTER SET ascii COLLATE ascii_bin NOT NULL";
const id = `char(36) ${ascii}`;

/** Invoices that go out by e-mail, where their unit says so. */
export const addInvoiceLetters: Migration = {
  name: "202611241110-add-invoice-letters",
  statements: [
    ...addColumn("payment_settings", "emails_invoices", "tinyint NOT NULL DEFAULT 0"),
    `CREATE TABLE IF NOT EXISTS invoice_letters (
       id ${id} PRIMARY KEY, invoice_id ${id}, closing_id ${id}, business_unit_id ${id},
       customer_id ${id}, state varchar(16) ${ascii}, attempts int NOT NULL,
       next_at datetime(3) NOT NULL, recipient varchar(255) NOT NULL, message_id varchar(255) NOT NULL,
       server_answer varchar(255) NOT NULL, sent_at datetime(3) NULL, problem varchar(64) ${ascii},
       made_at datetime(3) NOT NULL, made_by varchar(120) NOT NULL,
       KEY invoice_letters_by_turn (state, next_at), KEY invoice_letters_by_invoice (invoice_id, id)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
