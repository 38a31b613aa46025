import { addColumn, addIndex, dropIndex, type Migration } from "@isp/db";

/** A closing that was taken back makes room for another of the same date. */
export const reverseClosings: Migration = {
  name: "202611241200-reverse-closings",
  statements: [
    // Null where it was taken back: so it does not stand in the way of another under the unique key.
    ...addColumn("closings", "stands", "tinyint NULL DEFAULT 1"),
    ...addColumn("closings", "reversal_reason", "varchar(255) NULL"),
    ...addColumn("closings", "reversed_by", "varchar(120) NULL"),
    ...addColumn("closings", "reversed_at", "datetime(3) NULL"),
    ...addIndex(
      "closings",
      "closings_one_standing",
      "UNIQUE KEY closings_one_standing (business_unit_id, closing_on, stands)",
    ),
    ...dropIndex("closings", "closings_one_date"),
  ],
};
