import type { Migration } from "@isp/db";

const ascii = "CHARACTER SET ascii COLLATE ascii_bin NOT NULL";

export const addAccessClaims: Migration = {
  name: "202611230100-add-access-claims",
  statements: [
    `CREATE TABLE IF NOT EXISTS access_claims (
       subscription_id char(36) ${ascii} PRIMARY KEY, request_id varchar(64) ${ascii},
       claimed_at datetime(3) NOT NULL, is_dirty tinyint NOT NULL
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
