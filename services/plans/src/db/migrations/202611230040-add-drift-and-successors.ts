import { addColumn, addIndex, type Migration } from "@isp/db";

const reference = "varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT ''";

export const addDriftAndSuccessors: Migration = {
  name: "202611230040-add-drift-and-successors",
  statements: [
    ...addColumn("subscriptions", "carried_plan", "mediumtext NULL"),
    ...addColumn("subscriptions", "drift_since", "datetime(3) NULL"),
    ...addColumn("subscriptions", "drift_by", "varchar(120) NOT NULL DEFAULT ''"),
    ...addColumn("subscriptions", "predecessor_id", reference),
    ...addColumn("subscriptions", "successor_id", reference),
    ...addColumn("subscriptions", "cancellation_reason_id", reference),
    ...addColumn("subscriptions", "edits", "mediumtext NULL"),
    ...addIndex(
      "subscriptions",
      "subscriptions_by_drift",
      "KEY subscriptions_by_drift (drift_since, id)",
    ),
  ],
};
