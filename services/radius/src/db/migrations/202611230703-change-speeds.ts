import { addColumn, addIndex, type Migration } from "@isp/db";

const ascii = "CHARACTER SET ascii COLLATE ascii_bin";
const id = `char(36) ${ascii}`;

export const changeSpeeds: Migration = {
  name: "202611230703-change-speeds",
  statements: [
    // The CoA-Request that was in vain, so that this Disconnect-Request came after it.
    ...addColumn("disconnects", "follows_id", `${id} NULL`),
    ...addIndex("disconnects", "disconnects_by_age", "KEY disconnects_by_age (queued_at)"),
    // The period whose speeds the open sessions of a unit were given last.
    `CREATE TABLE IF NOT EXISTS unit_periods (
       unit_id ${id} NOT NULL PRIMARY KEY,
       period varchar(8) ${ascii} NOT NULL,
       since datetime(3) NOT NULL
     ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  ],
};
