import type { Migration } from "@isp/db";

const ascii = "CHARACTER SET ascii COLLATE ascii_bin";
const id = `char(36) ${ascii}`;

export const watchAccessServers: Migration = {
  name: "202611230704-watch-access-servers",
  statements: [
    `CREATE TABLE IF NOT EXISTS nas_silences (
       nas_id ${id} NOT NULL PRIMARY KEY,
       sessions int NOT NULL,
       since datetime(3) NOT NULL
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
