import type { Migration } from "@isp/db";

const ascii = "CHARACTER SET ascii COLLATE ascii_bin NOT NULL";

export const addNetworkLists: Migration = {
  name: "202611230040-add-network-lists",
  statements: [
    `CREATE TABLE IF NOT EXISTS network_lists (
       id char(36) ${ascii} PRIMARY KEY, version bigint NOT NULL, list varchar(16) ${ascii},
       business_unit_id varchar(36) ${ascii}, name varchar(120) NOT NULL, data mediumtext NOT NULL,
       KEY network_lists_by_list (list, name)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
