import { addColumn, type Migration } from "@isp/db";

export const addDatabaseSizes: Migration = {
  name: "202611251120-add-database-sizes",
  statements: [...addColumn("hosted_databases", "size_bytes", "bigint NOT NULL DEFAULT 0")],
};
