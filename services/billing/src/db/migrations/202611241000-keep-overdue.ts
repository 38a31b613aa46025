import { addColumn, addIndex, dropIndex, type Migration } from "@isp/db";

/**
 * Since when an invoice is late; told once, and found without reading those that were told of before. The
 * index serves in place of one without that day: a closing writes every one of them.
 */
export const keepOverdue: Migration = {
  name: "202611241000-keep-overdue",
  statements: [
    ...addColumn("invoices", "overdue_on", "date NULL"),
    ...addIndex(
      "invoices",
      "invoices_by_overdue",
      "KEY invoices_by_overdue (state, business_unit_id, overdue_on, due_on)",
    ),
    ...dropIndex("invoices", "invoices_by_state"),
  ],
};
