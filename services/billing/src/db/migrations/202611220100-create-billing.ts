import type { Migration } from "@isp/db";

const table = "ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL";
const word = (length: number) =>
  `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin NOT NULL`;

const lineColumns = `
  subscription_id ${id}, customer_id ${id}, kind ${word(16)}, item ${word(36)},
  from_on date NOT NULL, to_on date NOT NULL, days int NOT NULL, amount_cents bigint NOT NULL,
  explanation mediumtext NOT NULL`;

export const createBilling: Migration = {
  name: "202611220100-create-billing",
  statements: [
    `CREATE TABLE IF NOT EXISTS business_units (
       id ${id} PRIMARY KEY, name varchar(120) NOT NULL, time_zone ${word(64)},
       proration_basis ${word(16)}, closing_day int NOT NULL
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS due_days (
       id ${id} PRIMARY KEY, business_unit_id ${id}, day int NOT NULL, closing_day int NOT NULL,
       is_default tinyint NOT NULL,
       UNIQUE KEY due_days_one_day (business_unit_id, day)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS payment_forms (
       id ${id} PRIMARY KEY, business_unit_id ${id}, name varchar(80) NOT NULL, kind ${word(16)},
       is_default tinyint NOT NULL,
       UNIQUE KEY payment_forms_one_name (business_unit_id, name)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS customers (
       id ${id} PRIMARY KEY, name varchar(160) NOT NULL, business_unit_id ${id}
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS subscription_terms (
       subscription_id ${id} PRIMARY KEY, version bigint NOT NULL, business_unit_id ${id},
       customer_id ${id}, number bigint NOT NULL, plan_name varchar(120) NOT NULL,
       start_on date NOT NULL, trial_days int NOT NULL, price_cents bigint NOT NULL,
       payable_cents bigint NOT NULL, advance_billing tinyint NOT NULL, billed_through_on date NULL,
       last_closing_on date NULL, ended_on date NULL, due_day_id ${word(36)},
       payment_form_id ${word(36)}, debit_account_id ${word(36)},
       KEY subscription_terms_by_unit (business_unit_id, subscription_id),
       KEY subscription_terms_by_customer (customer_id, subscription_id)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS status_periods (
       subscription_id ${id}, from_on date NOT NULL, bills tinyint NOT NULL,
       PRIMARY KEY (subscription_id, from_on)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS closings (
       id ${id} PRIMARY KEY, version bigint NOT NULL, business_unit_id ${id}, closing_on date NOT NULL,
       state ${word(16)}, subscriptions bigint NOT NULL, lines_count bigint NOT NULL,
       invoices bigint NOT NULL, amount_cents bigint NOT NULL, done bigint NOT NULL,
       total bigint NOT NULL, reached ${word(36)}, proposed_at datetime(3) NULL,
       committed_at datetime(3) NULL,
       UNIQUE KEY closings_one_date (business_unit_id, closing_on),
       KEY closings_by_state (state)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS proposals (
       closing_id ${id}, subscription_id ${id}, customer_id ${id}, due_on date NOT NULL,
       payment_form_id ${word(36)}, debit_account_id ${word(36)}, billed_through_before date NULL,
       billed_through_on date NOT NULL,
       PRIMARY KEY (closing_id, subscription_id),
       KEY proposals_by_customer (closing_id, customer_id)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS proposal_lines (
       id ${id} PRIMARY KEY, closing_id ${id}, ${lineColumns},
       KEY proposal_lines_by_closing (closing_id, id),
       KEY proposal_lines_by_subscription (closing_id, subscription_id)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS parked_subscriptions (
       closing_id ${id}, subscription_id ${id}, code ${word(64)}, detail varchar(255) NOT NULL,
       PRIMARY KEY (closing_id, subscription_id)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS number_series (
       business_unit_id ${id} PRIMARY KEY, next bigint NOT NULL
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS invoices (
       id ${id} PRIMARY KEY, version bigint NOT NULL, business_unit_id ${id}, customer_id ${id},
       closing_id ${id}, number bigint NOT NULL, issued_on date NOT NULL, due_on date NOT NULL,
       total_cents bigint NOT NULL, state ${word(16)}, payment_form_id ${word(36)},
       debit_account_id ${word(36)},
       UNIQUE KEY invoices_one_number (business_unit_id, number),
       UNIQUE KEY invoices_one_due (closing_id, customer_id, due_on, payment_form_id, debit_account_id),
       KEY invoices_by_customer (customer_id, id)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS invoice_lines (
       id ${id} PRIMARY KEY, invoice_id ${id}, generation int NOT NULL, ${lineColumns},
       UNIQUE KEY invoice_lines_one_period (subscription_id, kind, item, from_on, generation),
       KEY invoice_lines_by_invoice (invoice_id)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS ledger_entries (
       id ${id} PRIMARY KEY, entry_id ${id}, account ${word(16)}, customer_id ${id}, invoice_id ${id},
       amount_cents bigint NOT NULL, booked_on date NOT NULL,
       UNIQUE KEY ledger_entries_one_side (entry_id, account),
       KEY ledger_entries_by_customer (customer_id, booked_on)
     ) ${table}`,
  ],
};
