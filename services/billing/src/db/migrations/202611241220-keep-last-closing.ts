import { addColumn, type Migration } from "@isp/db";

/** A closing that is taken back sets its subscriptions back to the one before it. */
export const keepLastClosing: Migration = {
  name: "202611241220-keep-last-closing",
  statements: addColumn("proposals", "last_closing_before", "date NULL"),
};
