import { addIndex, type Migration } from "@isp/db";

/** Open invoices are a few of all that there are. */
export const reportAging: Migration = {
  name: "202611231050-report-aging",
  statements: addIndex(
    "invoices",
    "invoices_by_state",
    "KEY invoices_by_state (state, business_unit_id, due_on)",
  ),
};
