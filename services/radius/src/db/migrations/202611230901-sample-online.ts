import type { Migration } from "@isp/db";

const ascii = "CHARACTER SET ascii COLLATE ascii_bin";

export const sampleOnline: Migration = {
  name: "202611230901-sample-online",
  statements: [
    // Who is online every five minutes, for two days. The row without a routing point says that somebody counted.
    `CREATE TABLE IF NOT EXISTS online_samples (
       routing_point_id varchar(36) ${ascii} NOT NULL,
       at datetime NOT NULL,
       sessions int NOT NULL,
       PRIMARY KEY (routing_point_id, at),
       KEY online_samples_by_time (at)
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
