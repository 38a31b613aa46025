import { addColumn, alterUnless } from "./alter.ts";
import type { Migration } from "./migrate.ts";

const tables: Migration = {
  name: "202611220000-add-infrastructure",
  statements: [
    `CREATE TABLE IF NOT EXISTS outbox (
       sequence bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
       message_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       aggregate_id varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       subject varchar(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       headers text NOT NULL,
       payload mediumtext NOT NULL,
       created_at datetime(3) NOT NULL,
       published_at datetime(3) NULL,
       stream varchar(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
       stream_sequence bigint NULL,
       stream_created varchar(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
       UNIQUE KEY outbox_one_message (message_id),
       KEY outbox_by_unsent (published_at, sequence),
       KEY outbox_by_stream (stream, stream_sequence)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    `CREATE TABLE IF NOT EXISTS inbox (
       consumer varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       message_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       received_at datetime(3) NOT NULL,
       PRIMARY KEY (consumer, message_id),
       KEY inbox_by_age (received_at)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    `CREATE TABLE IF NOT EXISTS versions (
       consumer varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       aggregate_id varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       version bigint NOT NULL,
       PRIMARY KEY (consumer, aggregate_id)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    `CREATE TABLE IF NOT EXISTS requests (
       request_id varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
       rpc varchar(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       fingerprint char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       result_id varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       claimed_at datetime(3) NOT NULL,
       done_at datetime(3) NULL,
       KEY requests_by_age (claimed_at)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    `CREATE TABLE IF NOT EXISTS dead_letters (
       id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
       consumer varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       message_id varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       subject varchar(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       payload mediumtext NOT NULL,
       error text NOT NULL,
       attempts int NOT NULL,
       died_at datetime(3) NOT NULL,
       replayed_at datetime(3) NULL,
       UNIQUE KEY dead_letters_one_message (consumer, message_id)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    `CREATE TABLE IF NOT EXISTS leases (
       name varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
       holder char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       fencing bigint NOT NULL,
       expires_at datetime(3) NOT NULL
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    `CREATE TABLE IF NOT EXISTS operation_steps (
       operation_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
       subscription_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       business_unit_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       subscription_version bigint NOT NULL,
       kind varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       state varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       revision bigint NOT NULL,
       receipts mediumtext NOT NULL,
       problem text NULL,
       changed_at datetime(3) NOT NULL,
       KEY operation_steps_by_subscription (subscription_id),
       KEY operation_steps_by_state (state, changed_at)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    `CREATE TABLE IF NOT EXISTS subscription_services (
       subscription_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
       service varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};

const hasNoStream = `SELECT 1 WHERE NOT EXISTS(SELECT 1 FROM information_schema.columns
  WHERE table_schema = DATABASE() AND table_name = 'outbox' AND column_name = 'stream')`;

/**
 * What the relay writes at each row takes the same room before and after: InnoDB then changes the row
 * where it stands, at a third of the price of one that grows.
 */
const markedInPlace: Migration = {
  name: "202611261300-mark-outbox-in-place",
  statements: [
    `CREATE TABLE IF NOT EXISTS outbox_streams (
       id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
       name varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       created varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       UNIQUE KEY outbox_streams_one (name, created)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    ...addColumn("outbox", "stream_id", "int NOT NULL DEFAULT 0"),
    ...alterUnless(
      hasNoStream,
      `INSERT IGNORE INTO outbox_streams (name, created)
       SELECT DISTINCT stream, stream_created FROM outbox WHERE stream IS NOT NULL`,
    ),
    ...alterUnless(
      hasNoStream,
      `UPDATE outbox LEFT JOIN outbox_streams s ON s.name = stream AND s.created = stream_created
       SET stream_id = COALESCE(s.id, 0), stream_sequence = IF(s.id IS NULL, 0, stream_sequence)`,
    ),
    ...alterUnless(
      hasNoStream,
      `ALTER TABLE outbox MODIFY stream_sequence bigint NOT NULL DEFAULT 0,
         DROP KEY outbox_by_unsent, DROP KEY outbox_by_stream,
         DROP COLUMN published_at, DROP COLUMN stream, DROP COLUMN stream_created,
         ADD KEY outbox_by_place (stream_sequence), ADD KEY outbox_by_age (created_at), FORCE`,
    ),
  ],
};

/** The tables that every service has, with the same shape everywhere. */
export const infrastructure: readonly Migration[] = [tables, markedInPlace];

/** Passwords that operations made, sealed under the operation id until they are read once (D19). */
export const operationSecretsTable: Migration = {
  name: "202611230100-add-operation-secrets",
  statements: [
    `CREATE TABLE IF NOT EXISTS operation_secrets (
       operation_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       item_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       item_kind varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       item_name varchar(254) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       sealed varbinary(512) NOT NULL,
       made_at datetime(3) NOT NULL,
       PRIMARY KEY (operation_id, item_id),
       KEY operation_secrets_by_age (made_at)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
