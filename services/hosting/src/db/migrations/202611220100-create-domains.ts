import type { Migration } from "@isp/db";

const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin";
const word = (length: number) => `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin`;

export const createDomains: Migration = {
  name: "202611220100-create-domains",
  statements: [
    `CREATE TABLE IF NOT EXISTS domains (
       id ${id} NOT NULL PRIMARY KEY, version bigint NOT NULL, subscription_id ${id} NOT NULL,
       customer_id ${id} NOT NULL, business_unit_id ${id} NOT NULL, name ${word(253)} NOT NULL,
       registered_on date NULL, notes text NOT NULL, is_held tinyint NOT NULL,
       wanted mediumtext NOT NULL, \`real\` mediumtext NOT NULL, resume_state ${word(16)} NULL,
       UNIQUE KEY domains_one_name (name),
       KEY domains_by_subscription (subscription_id),
       KEY domains_by_customer (customer_id)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
