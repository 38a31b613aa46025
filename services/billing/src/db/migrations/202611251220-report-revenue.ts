import { addIndex, type Migration } from "@isp/db";

/** A month is summed up from an index alone; within a unit its rows come in the order of their days. */
export const reportRevenue: Migration = {
  name: "202611251220-report-revenue",
  statements: [
    ...addIndex(
      "invoices",
      "invoices_by_issue",
      "KEY invoices_by_issue (business_unit_id, issued_on, total_cents)",
    ),
    ...addIndex(
      "credit_notes",
      "credit_notes_by_issue",
      "KEY credit_notes_by_issue (business_unit_id, issued_on, total_cents)",
    ),
  ],
};
