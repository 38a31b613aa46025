import type { Migration } from "@isp/db";

const table = "ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
const ascii = "CHARACTER SET ascii COLLATE ascii_bin NOT NULL";
const id = `char(36) ${ascii}`;

/** Every version of how a unit is paid, and what each invoice was issued with. */
export const addPaymentSlips: Migration = {
  name: "202611241100-add-payment-slips",
  statements: [
    `CREATE TABLE IF NOT EXISTS payment_settings (
       business_unit_id ${id}, version bigint NOT NULL, beneficiary_name varchar(120) NOT NULL,
       beneficiary_document varchar(14) ${ascii}, beneficiary_address varchar(200) NOT NULL,
       pix_key varchar(77) ${ascii}, pix_city varchar(60) NOT NULL, bank_code varchar(3) ${ascii},
       agency varchar(8) ${ascii}, account varchar(12) ${ascii}, agreement varchar(12) ${ascii},
       wallet varchar(4) ${ascii}, first_our_number bigint NOT NULL,
       instructions varchar(500) NOT NULL, language varchar(8) ${ascii},
       PRIMARY KEY (business_unit_id, version)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS our_number_series (
       series varchar(64) ${ascii} PRIMARY KEY, next bigint NOT NULL
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS payment_slips (
       invoice_id ${id} PRIMARY KEY, business_unit_id ${id}, settings_version bigint NOT NULL,
       amount_cents bigint NOT NULL, due_on date NOT NULL, pix_code varchar(300) ${ascii},
       barcode varchar(44) ${ascii}, our_number varchar(32) ${ascii}, series varchar(64) ${ascii},
       sequence bigint NULL,
       UNIQUE KEY payment_slips_one_number (series, sequence)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS invoice_payers (
       invoice_id ${id} PRIMARY KEY, name varchar(160) NOT NULL, document varchar(14) ${ascii},
       address varchar(600) NOT NULL
     ) ${table}`,
  ],
};
