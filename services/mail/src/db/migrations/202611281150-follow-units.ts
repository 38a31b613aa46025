import type { Migration } from "@isp/db";

const ascii = "CHARACTER SET ascii COLLATE ascii_bin NOT NULL";

export const followUnits: Migration = {
  name: "202611281150-follow-units",
  statements: [
    `CREATE TABLE IF NOT EXISTS unit_domains (
       business_unit_id char(36) ${ascii} PRIMARY KEY, domain varchar(253) ${ascii},
       KEY unit_domains_by_domain (domain)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
