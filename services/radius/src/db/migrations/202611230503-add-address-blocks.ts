import type { Migration } from "@isp/db";

export const addAddressBlocks: Migration = {
  name: "202611230503-add-address-blocks",
  statements: [
    // Of 64 addresses each, by their place among all addresses: no class's range can be leased twice.
    `CREATE TABLE IF NOT EXISTS address_blocks (
       block int unsigned NOT NULL PRIMARY KEY,
       replica_id varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       leased_at datetime(3) NOT NULL,
       seen_at datetime(3) NOT NULL,
       KEY address_blocks_by_replica (replica_id)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
