import type { Migration } from "@isp/db";

const ascii = "CHARACTER SET ascii COLLATE ascii_bin";
const id = `char(36) ${ascii}`;
const table = "ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";

export const keepRejects: Migration = {
  name: "202611230702-keep-rejects",
  statements: [
    // One row for each reason that a login was ever refused for: nine at most, however often it tries.
    `CREATE TABLE IF NOT EXISTS login_rejects (
       login_id ${id} NOT NULL,
       reason varchar(24) ${ascii} NOT NULL,
       rejects bigint NOT NULL,
       nas_id ${id} NOT NULL,
       mac varchar(253) NOT NULL,
       last_at datetime(3) NOT NULL,
       PRIMARY KEY (login_id, reason)
     ) ${table}`,
    `CREATE TABLE IF NOT EXISTS reject_hours (
       hour datetime NOT NULL,
       routing_point_id varchar(36) ${ascii} NOT NULL,
       reason varchar(24) ${ascii} NOT NULL,
       rejects bigint NOT NULL,
       PRIMARY KEY (hour, routing_point_id, reason)
     ) ${table}`,
    // How many were online at a routing point, as the NOC compares with the day before.
    `CREATE TABLE IF NOT EXISTS online_hours (
       hour datetime NOT NULL,
       routing_point_id varchar(36) ${ascii} NOT NULL,
       sessions int NOT NULL,
       PRIMARY KEY (hour, routing_point_id)
     ) ${table}`,
  ],
};
