import type { Migration } from "@isp/db";

/** What a site's files took, day by day: a full disk is seen coming (C94). */
export const addDiskDays: Migration = {
  name: "202611261200-add-disk-days",
  statements: [
    `CREATE TABLE IF NOT EXISTS disk_days (
       domain_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       day date NOT NULL, bytes bigint NOT NULL,
       PRIMARY KEY (domain_id, day)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
