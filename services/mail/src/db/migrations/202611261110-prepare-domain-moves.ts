import type { Migration } from "@isp/db";

const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin";

/** What was made ready for a move of a domain that hosting may decide. */
export const prepareDomainMoves: Migration = {
  name: "202611261110-prepare-domain-moves",
  statements: [
    `CREATE TABLE IF NOT EXISTS domain_moves (
       domain_id ${id} NOT NULL, to_subscription_id ${id} NOT NULL,
       from_subscription_id ${id} NOT NULL, customer_id ${id} NOT NULL,
       name varchar(253) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       domain_version bigint NOT NULL, with_content tinyint NOT NULL, quota_mb int NOT NULL,
       hashes mediumtext NOT NULL, prepared_at datetime(3) NOT NULL,
       PRIMARY KEY (domain_id, to_subscription_id), KEY domain_moves_by_prepared (prepared_at)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
