/**
 * The condition that an entry of a list is there: nobody removed it, or a subscription names it all the
 * same. Its sale was decided while the entry was removed, and billing hears of a sale after both.
 */
export function isKept(list: "due_days" | "payment_forms", { withEnded = false } = {}): string {
  const named = list === "due_days" ? "due_day_id" : "payment_form_id";
  return `(is_offered = 1 OR EXISTS (SELECT 1 FROM subscription_terms t
    WHERE t.business_unit_id = ${list}.business_unit_id AND t.${named} = ${list}.id
      ${withEnded ? "" : "AND t.ended_on IS NULL"}))`;
}
