import { addColumn, type Migration } from "@isp/db";

const table = "ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
const id = "char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL";

export const keepChanges: Migration = {
  name: "202611230200-keep-changes",
  statements: [
    `CREATE TABLE IF NOT EXISTS status_changes (
       subscription_id ${id}, version bigint NOT NULL, begins tinyint NOT NULL,
       start_on date NOT NULL, from_on date NOT NULL, bills tinyint NOT NULL,
       PRIMARY KEY (subscription_id, version)
     ) ${table}`,
    // What was known before becomes changes older than any that is still to come.
    `INSERT IGNORE INTO status_changes
     SELECT subscription_id, ROW_NUMBER() OVER one - 1000000, ROW_NUMBER() OVER one = 1,
       FIRST_VALUE(from_on) OVER one, from_on, bills
     FROM status_periods WINDOW one AS (PARTITION BY subscription_id ORDER BY from_on)`,
    ...addColumn(
      "subscription_terms",
      "predecessor_id",
      "varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''",
    ),
  ],
};
