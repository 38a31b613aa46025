import type { Migration } from "@isp/db";

const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL";

export const keepOutliers: Migration = {
  name: "202611231020-keep-outliers",
  statements: [
    `CREATE TABLE IF NOT EXISTS closing_outliers (
       closing_id ${id}, subscription_id ${id}, customer_id ${id},
       kind varchar(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       before_cents bigint NOT NULL, now_cents bigint NOT NULL,
       PRIMARY KEY (closing_id, subscription_id)
     ) ENGINE=InnoDB`,
  ],
};
