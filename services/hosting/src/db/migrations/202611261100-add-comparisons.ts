import { addColumn, addIndex, type Migration } from "@isp/db";

const tables = ["domains", "hosted_databases", "ftp_users", "zone_hosts"];

/** When an item was last compared with its server, and work that writes over what was changed there by hand. */
export const addComparisons: Migration = {
  name: "202611261100-add-comparisons",
  statements: [
    ...tables.flatMap((table) => [
      ...addColumn(table, "compared_at", "datetime(3) NULL"),
      ...addIndex(table, `${table}_by_compared`, `KEY ${table}_by_compared (compared_at)`),
    ]),
    ...addColumn("server_work", "is_forced", "tinyint NOT NULL DEFAULT 0"),
  ],
};
