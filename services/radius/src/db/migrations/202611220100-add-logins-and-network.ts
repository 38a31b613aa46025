import type { Migration } from "@isp/db";

const ascii = "CHARACTER SET ascii COLLATE ascii_bin";
const id = `char(36) ${ascii}`;
const table = "ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";

export const addLoginsAndNetwork: Migration = {
  name: "202611220100-add-logins-and-network",
  statements: [
    `CREATE TABLE IF NOT EXISTS routing_points (
       id ${id} NOT NULL PRIMARY KEY,
       version bigint NOT NULL,
       business_unit_id ${id} NOT NULL,
       name varchar(120) NOT NULL,
       kind varchar(16) ${ascii} NOT NULL,
       touched_at datetime(3) NOT NULL,
       KEY routing_points_by_unit (business_unit_id, id)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS nas (
       id ${id} NOT NULL PRIMARY KEY,
       version bigint NOT NULL,
       routing_point_id ${id} NULL,
       name varchar(120) NOT NULL,
       address varchar(45) ${ascii} NOT NULL,
       secret varbinary(512) NOT NULL,
       coa_port int NOT NULL,
       vendor varchar(32) ${ascii} NOT NULL,
       require_message_authenticator tinyint(1) NOT NULL,
       proxy tinyint(1) NOT NULL,
       touched_at datetime(3) NOT NULL,
       UNIQUE KEY nas_one_address (address),
       KEY nas_by_routing_point (routing_point_id)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS logins (
       id ${id} NOT NULL PRIMARY KEY,
       name varchar(64) ${ascii} NOT NULL,
       mail_domain varchar(253) ${ascii} NOT NULL,
       subscription_id ${id} NOT NULL,
       customer_id ${id} NOT NULL,
       business_unit_id ${id} NOT NULL,
       routing_point_id ${id} NULL,
       state varchar(8) ${ascii} NOT NULL,
       is_main tinyint(1) NOT NULL,
       has_portal_access tinyint(1) NOT NULL,
       is_held tinyint(1) NOT NULL,
       password varbinary(512) NOT NULL,
       plan text NOT NULL,
       wanted_state varchar(10) ${ascii} NOT NULL,
       wanted_version bigint NOT NULL,
       wanted_at datetime(3) NOT NULL,
       real_state varchar(8) ${ascii} NOT NULL,
       real_version bigint NOT NULL,
       real_at datetime(3) NOT NULL,
       real_reason varchar(255) NOT NULL,
       resume_state varchar(10) ${ascii} NULL,
       mailbox_id ${id} NULL,
       is_mail_pending tinyint(1) NOT NULL,
       version bigint NOT NULL,
       created_at datetime(3) NOT NULL,
       touched_at datetime(3) NOT NULL,
       UNIQUE KEY logins_one_name (name),
       KEY logins_by_subscription (subscription_id),
       KEY logins_by_customer (customer_id),
       KEY logins_by_unit (business_unit_id, id),
       KEY logins_by_routing_point (routing_point_id),
       KEY logins_by_touched (touched_at),
       KEY logins_by_state (state, created_at),
       KEY logins_by_mail_pending (is_mail_pending)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS replicas (
       id ${id} NOT NULL PRIMARY KEY,
       wide_from datetime(3) NOT NULL,
       wide_at datetime(3) NOT NULL,
       quick_from datetime(3) NOT NULL,
       quick_at datetime(3) NOT NULL
     ) ${table}`,
  ],
};
