import { defineErrors } from "@isp/kernel";

export const refuse = defineErrors("billing", {
  business_unit_not_found: { kind: "not_found", title: "There is no such business unit" },
  closing_day_wrong: { kind: "precondition", title: "Nothing closes on this date" },
  closing_in_future: { kind: "precondition", title: "The closing date lies ahead" },
  behind: { kind: "unavailable", title: "Billing has not heard of everything yet" },
  closing_not_found: { kind: "not_found", title: "There is no such closing" },
  closing_due_too_soon: {
    kind: "precondition",
    title: "The proposal is too old for its due dates; propose the closing again",
  },
  closing_not_proposed: { kind: "precondition", title: "The closing has no finished proposal yet" },
  invoice_not_found: { kind: "not_found", title: "There is no such invoice" },
  due_day_not_found: { kind: "invalid", title: "There is no such due day" },
  due_day_taken: { kind: "conflict", title: "The unit has this due day already" },
  payment_form_not_found: { kind: "invalid", title: "There is no such payment form" },
  days_already_billed: { kind: "conflict", title: "These days were billed already" },
});
