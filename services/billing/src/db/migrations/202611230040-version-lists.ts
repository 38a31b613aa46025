import { addColumn, type Migration } from "@isp/db";

export const versionLists: Migration = {
  name: "202611230040-version-lists",
  statements: [
    ...addColumn("due_days", "version", "bigint NOT NULL DEFAULT 1"),
    ...addColumn("payment_forms", "version", "bigint NOT NULL DEFAULT 1"),
  ],
};
