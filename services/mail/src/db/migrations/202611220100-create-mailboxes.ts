import type { Migration } from "@isp/db";

const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin";
const word = (length: number) => `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin`;

export const createMailboxes: Migration = {
  name: "202611220100-create-mailboxes",
  statements: [
    `CREATE TABLE IF NOT EXISTS mailboxes (
       id ${id} NOT NULL PRIMARY KEY, version bigint NOT NULL, subscription_id ${id} NOT NULL,
       customer_id ${id} NOT NULL, business_unit_id ${id} NOT NULL, address ${word(254)} NOT NULL,
       password_hash ${word(160)} NOT NULL, login_id ${id} NULL, is_additional tinyint NOT NULL,
       is_main tinyint NOT NULL, is_held tinyint NOT NULL, quota_mb int NOT NULL,
       wanted mediumtext NOT NULL, \`real\` mediumtext NOT NULL, resume_state ${word(16)} NULL,
       reserved_at datetime(3) NULL,
       UNIQUE KEY mailboxes_one_address (address),
       UNIQUE KEY mailboxes_one_login (login_id),
       KEY mailboxes_by_subscription (subscription_id),
       KEY mailboxes_by_customer (customer_id),
       KEY mailboxes_by_reservation (reserved_at)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
