import type { Migration } from "@isp/db";

const table = "ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL";
const word = (length: number) =>
  `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin NOT NULL`;

export const createPlans: Migration = {
  name: "202611220100-create-plans",
  statements: [
    `CREATE TABLE IF NOT EXISTS business_units (
       id ${id} PRIMARY KEY, version bigint NOT NULL, name varchar(120) NOT NULL,
       city varchar(120) NOT NULL, other_cities mediumtext NOT NULL, time_zone ${word(64)},
       proration_basis ${word(16)}, closing_day int NOT NULL, advance_billing tinyint NOT NULL,
       mail_domain ${word(253)}, business_hours mediumtext NOT NULL, suspension_policy ${word(16)},
       KEY business_units_by_name (name)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS served_cities (
       city varchar(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
       business_unit_id ${id}
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS plans (
       id ${id} PRIMARY KEY, version bigint NOT NULL, business_unit_id ${id}, name varchar(120) NOT NULL,
       price_cents bigint NOT NULL, price_version_id ${id}, trial_days int NOT NULL,
       proportional_trial tinyint NOT NULL, advance_billing tinyint NULL, options mediumtext NOT NULL,
       terms mediumtext NOT NULL,
       KEY plans_by_unit (business_unit_id, name)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS price_versions (
       id ${id} PRIMARY KEY, plan_id ${id}, price_cents bigint NOT NULL, published_at datetime(3) NOT NULL,
       KEY price_versions_by_plan (plan_id, published_at)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS customers (
       id ${id} PRIMARY KEY, version bigint NOT NULL, business_unit_id ${id}, name varchar(160) NOT NULL,
       person_type ${word(16)}, document ${word(14)}, city varchar(120) NOT NULL,
       address mediumtext NOT NULL, email varchar(254) NOT NULL, phone varchar(32) NOT NULL,
       registered_at datetime(3) NOT NULL,
       UNIQUE KEY customers_one_document (document),
       KEY customers_by_unit (business_unit_id, name)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS customer_terms (
       term varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL, customer_id ${id},
       PRIMARY KEY (term, customer_id), KEY customer_terms_by_customer (customer_id)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS subscription_numbers (
       number bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, subscription_id ${id},
       UNIQUE KEY subscription_numbers_one_subscription (subscription_id)
     ) ${table} AUTO_INCREMENT = 1001`,
    `CREATE TABLE IF NOT EXISTS subscriptions (
       id ${id} PRIMARY KEY, version bigint NOT NULL, business_unit_id ${id}, customer_id ${id},
       number bigint NOT NULL, plan_id ${id}, plan mediumtext NOT NULL, price_version_id ${id},
       status ${word(32)}, list ${word(16)}, service ${word(16)}, start_on date NOT NULL,
       price_cents bigint NOT NULL, discount mediumtext NULL, payable_cents bigint NOT NULL,
       trial_days int NOT NULL, advance_billing tinyint NOT NULL, billed_through_on date NULL,
       routing_point_id ${word(36)}, salesperson_id ${word(36)}, payment_form_id ${word(36)},
       due_day_id ${word(36)}, debit_account_id ${word(36)}, notes text NOT NULL,
       suspensions mediumtext NOT NULL, ended_on date NULL, registered_at datetime(3) NOT NULL,
       UNIQUE KEY subscriptions_one_number (number),
       KEY subscriptions_by_customer (customer_id, number),
       KEY subscriptions_by_plan (plan_id)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS operations (
       id ${id} PRIMARY KEY, version bigint NOT NULL, business_unit_id ${id}, subscription_id ${id},
       customer_id ${id}, kind ${word(16)}, state ${word(16)}, reason ${word(32)}, note text NOT NULL,
       \`on\` date NOT NULL, requested_by varchar(120) NOT NULL, requested_at datetime(3) NOT NULL,
       finished_at datetime(3) NULL, steps mediumtext NOT NULL,
       KEY operations_by_subscription (subscription_id, id),
       KEY operations_by_state (state, id)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS items (
       id ${id} PRIMARY KEY, kind ${word(16)}, parent_id ${word(36)}, subscription_id ${id},
       customer_id ${id}, business_unit_id ${id}, name varchar(254) NOT NULL, main tinyint NOT NULL,
       version bigint NOT NULL, wanted mediumtext NOT NULL, \`real\` mediumtext NOT NULL,
       KEY items_by_subscription (subscription_id),
       KEY items_by_customer (customer_id),
       KEY items_by_name (name)
     ) ${table}`,
  ],
};
