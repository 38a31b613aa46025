import { addColumn, type Migration } from "@isp/db";

export const presumeEnds: Migration = {
  name: "202611230600-presume-ends",
  statements: [
    ...addColumn("live_sessions", "presumed_after", "datetime(3) NULL"),
    ...addColumn("live_sessions", "presumed_at", "datetime(3) NULL"),
    ...addColumn(
      "live_sessions",
      "presumed_cause",
      "varchar(12) CHARACTER SET ascii COLLATE ascii_bin NULL",
    ),
  ],
};
