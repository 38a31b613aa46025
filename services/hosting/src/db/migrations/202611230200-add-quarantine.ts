import { addColumn, addIndex, type Migration } from "@isp/db";

export const addQuarantine: Migration = {
  name: "202611230200-add-quarantine",
  statements: [
    ...addColumn("domains", "gone_at", "datetime(3) NULL"),
    ...addIndex("domains", "domains_by_gone", "KEY domains_by_gone (gone_at)"),
  ],
};
