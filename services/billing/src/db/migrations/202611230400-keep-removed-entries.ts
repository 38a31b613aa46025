import { addColumn, addIndex, dropIndex, type Migration } from "@isp/db";

/** Null where it was removed: so it does not stand in the way of a new one under a unique key. */
const isOffered = "tinyint NULL DEFAULT 1";

export const keepRemovedEntries: Migration = {
  name: "202611230400-keep-removed-entries",
  statements: [
    ...addColumn("due_days", "is_offered", isOffered),
    ...addColumn("payment_forms", "is_offered", isOffered),
    ...addIndex(
      "due_days",
      "due_days_one_offered_day",
      "UNIQUE KEY due_days_one_offered_day (business_unit_id, day, is_offered)",
    ),
    ...dropIndex("due_days", "due_days_one_day"),
    ...addIndex(
      "payment_forms",
      "payment_forms_one_offered_name",
      "UNIQUE KEY payment_forms_one_offered_name (business_unit_id, name, is_offered)",
    ),
    ...dropIndex("payment_forms", "payment_forms_one_name"),
    ...addIndex(
      "subscription_terms",
      "subscription_terms_by_due_day",
      "KEY subscription_terms_by_due_day (business_unit_id, due_day_id)",
    ),
    ...addIndex(
      "subscription_terms",
      "subscription_terms_by_payment_form",
      "KEY subscription_terms_by_payment_form (business_unit_id, payment_form_id)",
    ),
  ],
};
