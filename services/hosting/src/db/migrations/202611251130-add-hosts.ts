import type { Migration } from "@isp/db";

const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin";
const word = (length: number) => `varchar(${length}) CHARACTER SET ascii COLLATE ascii_bin`;

/** Further names of hosted domains; one that was given up keeps its name from nobody. */
export const addHosts: Migration = {
  name: "202611251130-add-hosts",
  statements: [
    `CREATE TABLE IF NOT EXISTS zone_hosts (
       id ${id} NOT NULL PRIMARY KEY, version bigint NOT NULL, subscription_id ${id} NOT NULL,
       customer_id ${id} NOT NULL, business_unit_id ${id} NOT NULL, domain_id ${id} NOT NULL,
       is_held tinyint NOT NULL, wanted mediumtext NOT NULL, \`real\` mediumtext NOT NULL,
       resume_state ${word(16)} NULL, gone_at datetime(3) NULL,
       name ${word(253)} NOT NULL, label ${word(253)} NOT NULL, type ${word(8)} NOT NULL,
       points_to ${word(253)} NOT NULL,
       held_name ${word(253)} AS (IF(gone_at IS NULL, name, NULL)) STORED,
       UNIQUE KEY zone_hosts_one_name (held_name),
       KEY zone_hosts_by_subscription (subscription_id), KEY zone_hosts_by_customer (customer_id),
       KEY zone_hosts_by_domain (domain_id), KEY zone_hosts_by_gone (gone_at)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
