import type { Migration } from "@isp/db";

const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin";
const word = (length: number) => `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin`;
const table = "ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";

const item = `
  id ${id} NOT NULL PRIMARY KEY, version bigint NOT NULL, subscription_id ${id} NOT NULL,
  customer_id ${id} NOT NULL, business_unit_id ${id} NOT NULL, domain_id ${id} NOT NULL,
  is_held tinyint NOT NULL, wanted mediumtext NOT NULL, \`real\` mediumtext NOT NULL,
  resume_state ${word(16)} NULL, gone_at datetime(3) NULL, password varbinary(512) NOT NULL`;

const keys = (name: string) => `
  KEY ${name}_by_subscription (subscription_id),
  KEY ${name}_by_customer (customer_id),
  KEY ${name}_by_domain (domain_id),
  KEY ${name}_by_gone (gone_at)`;

export const addItems: Migration = {
  name: "202611230300-add-items",
  statements: [
    `CREATE TABLE IF NOT EXISTS hosted_databases (${item},
       name ${word(48)} NOT NULL, engine ${word(16)} NOT NULL, server_id ${id} NULL,
       username ${word(32)} NOT NULL,
       UNIQUE KEY hosted_databases_one_name (name),
       UNIQUE KEY hosted_databases_one_user (username),
       KEY hosted_databases_by_server (server_id), ${keys("hosted_databases")}
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS ftp_users (${item},
       name ${word(32)} NOT NULL, physical_path ${word(255)} NOT NULL,
       virtual_path ${word(255)} NOT NULL, permissions mediumtext NOT NULL,
       UNIQUE KEY ftp_users_one_name (name), ${keys("ftp_users")}
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS servers (
       id ${id} NOT NULL PRIMARY KEY, version bigint NOT NULL, name varchar(120) NOT NULL,
       kind ${word(16)} NOT NULL, host ${word(253)} NOT NULL,
       UNIQUE KEY servers_one_name (kind, name)
     ) ${table}`,
  ],
};
