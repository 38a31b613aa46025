import type { Migration } from "@isp/db";

const table = "ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
const ascii = "CHARACTER SET ascii COLLATE ascii_bin NOT NULL";

export const createGateway: Migration = {
  name: "202611220100-create-gateway",
  statements: [
    `CREATE TABLE IF NOT EXISTS operators (
       id char(36) ${ascii} PRIMARY KEY, username varchar(64) ${ascii}, name varchar(120) NOT NULL,
       password_hash varchar(160) ${ascii}, permissions text NOT NULL, units text NOT NULL,
       created_at datetime(3) NOT NULL, disabled_at datetime(3) NULL,
       UNIQUE KEY operators_one_username (username)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS sessions (
       token_digest char(64) ${ascii} PRIMARY KEY, operator_id char(36) ${ascii},
       csrf_token varchar(64) ${ascii}, opened_at datetime(3) NOT NULL, expires_at datetime(3) NOT NULL,
       KEY sessions_by_expiry (expires_at), KEY sessions_by_operator (operator_id)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS api_tokens (
       token_digest char(64) ${ascii} PRIMARY KEY, operator_id char(36) ${ascii},
       created_at datetime(3) NOT NULL
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS audit (
       sequence bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, at datetime(3) NOT NULL,
       operator_id varchar(36) ${ascii}, operator_name varchar(120) NOT NULL,
       remote_address varchar(64) ${ascii}, method varchar(8) ${ascii}, path varchar(512) NOT NULL,
       request_id char(64) ${ascii}, status int NOT NULL, body mediumtext NOT NULL, hash char(64) ${ascii},
       KEY audit_by_operator (operator_id, at)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS audit_head (
       one tinyint NOT NULL PRIMARY KEY, hash varchar(64) ${ascii}
     ) ${table}`,
    "INSERT IGNORE INTO audit_head VALUES (1, '')",
  ],
};
