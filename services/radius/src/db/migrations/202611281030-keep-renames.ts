import type { Migration } from "@isp/db";

export const keepRenames: Migration = {
  name: "202611281030-keep-renames",
  statements: [
    `CREATE TABLE IF NOT EXISTS login_renames (
       login_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
       name varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
       begun_at datetime(3) NOT NULL,
       UNIQUE KEY login_renames_one_name (name),
       KEY login_renames_by_age (begun_at),
       CONSTRAINT login_renames_of_login FOREIGN KEY (login_id) REFERENCES logins (id) ON DELETE CASCADE
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
