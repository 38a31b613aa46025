import type { Migration } from "@isp/db";

const table = "ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL";
const word = (length: number) =>
  `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin NOT NULL`;
const name = "varchar(120) NOT NULL";
const at = "datetime(3) NOT NULL";

export const createDefaultLadder: Migration = {
  name: "202611241010-create-default-ladder",
  statements: [
    `CREATE TABLE IF NOT EXISTS default_policies (
       business_unit_id ${id}, from_on date NOT NULL, version bigint NOT NULL, is_on tinyint NOT NULL,
       suspend_after_notice_days int NOT NULL, rescind_after_suspension_days int NOT NULL,
       clearing_days int NOT NULL, min_debt_cents bigint NOT NULL, daily_cap int NOT NULL,
       is_automatic tinyint NOT NULL, unlock_days int NOT NULL, unlocks_per_month int NOT NULL,
       reminds tinyint NOT NULL, changed_by ${name}, changed_at ${at},
       PRIMARY KEY (business_unit_id, from_on)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS default_customers (
       business_unit_id ${id}, customer_id ${id}, version bigint NOT NULL,
       never_suspend_until_on date NULL, reason varchar(255) NOT NULL, changed_by ${name},
       PRIMARY KEY (customer_id, business_unit_id)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS contests (
       id ${id} PRIMARY KEY, invoice_id ${id}, customer_id ${id}, business_unit_id ${id},
       opened_on date NOT NULL, answer_by_on date NOT NULL, opened_at ${at}, opened_by ${name},
       reason varchar(255) NOT NULL, closed_on date NULL, closed_by ${name}, outcome ${word(16)},
       answer varchar(255) NOT NULL, open_key tinyint NULL,
       UNIQUE KEY contests_one_open (invoice_id, open_key),
       KEY contests_by_customer (customer_id, id)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS default_days (
       id ${id} PRIMARY KEY, business_unit_id ${id}, day_on date NOT NULL, version bigint NOT NULL,
       state ${word(16)}, approved_by ${name}, approved_at datetime(3) NULL, by_person tinyint NOT NULL,
       UNIQUE KEY default_days_one_day (business_unit_id, day_on)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS default_entries (
       id ${id} PRIMARY KEY, day_id ${id}, business_unit_id ${id}, customer_id ${id}, act ${word(16)},
       state ${word(16)}, debt_cents bigint NOT NULL, noticed_on date NULL, problem ${word(64)},
       UNIQUE KEY default_entries_one_act (day_id, customer_id, act),
       KEY default_entries_by_state (day_id, state, id),
       KEY default_entries_by_customer (customer_id, id)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS default_suspensions (
       id ${id} PRIMARY KEY, business_unit_id ${id}, customer_id ${id}, subscription_id ${id},
       entry_id ${id}, state ${word(16)}, open_key tinyint NULL, suspended_on date NOT NULL,
       operation_id ${word(36)}, resumed_on date NULL, resume_operation_id ${word(36)},
       resumed_for ${word(16)}, problem ${word(64)},
       UNIQUE KEY default_suspensions_one_open (subscription_id, open_key),
       KEY default_suspensions_by_state (open_key, state, id),
       KEY default_suspensions_by_customer (customer_id, id)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS trust_unlocks (
       id ${id} PRIMARY KEY, business_unit_id ${id}, customer_id ${id}, unlocked_on date NOT NULL,
       until_on date NOT NULL, unlocked_by ${name}, unlocked_at ${at},
       KEY trust_unlocks_by_customer (customer_id, unlocked_on)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS notices (
       id ${id} PRIMARY KEY, business_unit_id ${id}, customer_id ${id}, kind ${word(16)},
       state ${word(16)}, once_key ${word(80)}, subject varchar(200) NOT NULL, body text NOT NULL,
       made_at ${at}, made_by ${name}, resend_of ${word(36)}, attempts int NOT NULL, next_at ${at},
       recipient varchar(254) NOT NULL, message_id ${word(120)}, server_answer varchar(255) NOT NULL,
       sent_at datetime(3) NULL, sent_on date NULL, problem ${word(64)},
       UNIQUE KEY notices_one_letter (once_key),
       KEY notices_by_state (state, next_at),
       KEY notices_by_customer (customer_id, id),
       KEY notices_by_unit (business_unit_id, id)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS notice_invoices (
       notice_id ${id}, invoice_id ${id}, open_cents bigint NOT NULL,
       PRIMARY KEY (notice_id, invoice_id),
       KEY notice_invoices_by_invoice (invoice_id)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS notice_templates (
       business_unit_id ${id}, kind ${word(16)}, version bigint NOT NULL, subject varchar(200) NOT NULL,
       body text NOT NULL, changed_by ${name}, changed_at ${at},
       PRIMARY KEY (business_unit_id, kind)
     ) ${table}`,
  ],
};
