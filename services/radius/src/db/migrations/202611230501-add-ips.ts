import type { Migration } from "@isp/db";

const ascii = "CHARACTER SET ascii COLLATE ascii_bin";
const id = `char(36) ${ascii}`;
const table = "ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";

export const addIps: Migration = {
  name: "202611230501-add-ips",
  statements: [
    `CREATE TABLE IF NOT EXISTS ips (
       id ${id} NOT NULL PRIMARY KEY,
       subscription_id ${id} NOT NULL,
       customer_id ${id} NOT NULL,
       business_unit_id ${id} NOT NULL,
       routing_point_id ${id} NULL,
       login_id ${id} NULL,
       address varchar(15) ${ascii} NULL,
       ip_class_id ${id} NULL,
       settings mediumtext NOT NULL,
       plan text NOT NULL,
       is_removed tinyint(1) NOT NULL,
       wanted_state varchar(10) ${ascii} NOT NULL,
       wanted_version bigint NOT NULL,
       wanted_at datetime(3) NOT NULL,
       real_state varchar(8) ${ascii} NOT NULL,
       real_version bigint NOT NULL,
       real_at datetime(3) NOT NULL,
       real_reason varchar(255) NOT NULL,
       resume_state varchar(10) ${ascii} NULL,
       version bigint NOT NULL,
       created_at datetime(3) NOT NULL,
       touched_at datetime(3) NOT NULL,
       UNIQUE KEY ips_one_address (address),
       KEY ips_by_subscription (subscription_id),
       KEY ips_by_customer (customer_id),
       KEY ips_by_routing_point (routing_point_id),
       KEY ips_by_login (login_id),
       KEY ips_by_class (ip_class_id),
       KEY ips_by_touched (touched_at),
       KEY ips_by_wanted (wanted_state, wanted_at)
     ) ${table}`,
    // A MAC address that stands for a login is that of one IP alone.
    `CREATE TABLE IF NOT EXISTS ip_macs (
       mac char(12) ${ascii} NOT NULL PRIMARY KEY,
       ip_id ${id} NOT NULL,
       KEY ip_macs_by_ip (ip_id)
     ) ${table}`,
  ],
};
