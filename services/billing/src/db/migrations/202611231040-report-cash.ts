import { addColumn, addIndex, type Migration } from "@isp/db";

/** The days of the unit on which money came in and went back, by which a till is counted. */
export const reportCash: Migration = {
  name: "202611231040-report-cash",
  statements: [
    ...addColumn("payments", "received_on", "date NOT NULL DEFAULT '2000-01-01'"),
    ...addColumn("payments", "reversed_on", "date NULL"),
    ...addIndex(
      "payments",
      "payments_by_receipt",
      "KEY payments_by_receipt (received_on, business_unit_id)",
    ),
    ...addIndex(
      "payments",
      "payments_by_reversal",
      "KEY payments_by_reversal (reversed_on, business_unit_id)",
    ),
  ],
};
