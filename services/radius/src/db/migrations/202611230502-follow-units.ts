import type { Migration } from "@isp/db";

const ascii = "CHARACTER SET ascii COLLATE ascii_bin NOT NULL";

export const followUnits: Migration = {
  name: "202611230502-follow-units",
  statements: [
    `CREATE TABLE IF NOT EXISTS business_units (
       id char(36) ${ascii} PRIMARY KEY, version bigint NOT NULL, data mediumtext NOT NULL
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
