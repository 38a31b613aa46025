import { defineErrors, type FieldProblem } from "@isp/kernel";

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
  closing_not_committed: { kind: "precondition", title: "The closing was not committed" },
  closing_under_way: {
    kind: "unavailable",
    title: "A closing of the unit is being issued; try again in a moment",
  },
  closing_not_last: {
    kind: "precondition",
    title: "A later closing bills the days after it; take that one back first",
  },
  closing_not_proposed: { kind: "precondition", title: "The closing has no finished proposal yet" },
  subscription_not_found: { kind: "not_found", title: "There is no such subscription" },
  date_invalid: { kind: "invalid", title: "This is not a date" },
  invoice_not_found: { kind: "not_found", title: "There is no such invoice" },
  invoice_cancelled: { kind: "precondition", title: "The invoice is cancelled" },
  invoice_paid: { kind: "precondition", title: "The invoice was paid, at least in part" },
  payment_not_found: { kind: "not_found", title: "There is no such payment" },
  credit_used: {
    kind: "precondition",
    title: "What was paid too much has paid a later invoice",
  },
  credit_proposed: {
    kind: "precondition",
    title: "A closing that was proposed gives the credit back",
  },
  credit_returned: { kind: "conflict", title: "The credit was given back meanwhile" },
  credit_too_small: {
    kind: "precondition",
    title: "There is less to the customer's credit than would be paid out",
  },
  invoice_credited: {
    kind: "precondition",
    title: "Days of the invoice were given back on another one",
  },
  payout_not_found: { kind: "not_found", title: "There is no such payout" },
  payout_reversed: { kind: "precondition", title: "The payout was reversed already" },
  payment_reversed: { kind: "precondition", title: "The payment was reversed already" },
  due_day_not_found: { kind: "invalid", title: "There is no such due day" },
  due_day_taken: { kind: "conflict", title: "The unit has this due day already" },
  payment_form_not_found: { kind: "invalid", title: "There is no such payment form" },
  payment_form_taken: {
    kind: "conflict",
    title: "The unit has a payment form of this name already",
  },
  due_day_in_use: { kind: "precondition", title: "Subscriptions fall due on this day" },
  payment_form_in_use: { kind: "precondition", title: "Subscriptions are paid in this form" },
  customer_not_found: { kind: "not_found", title: "There is no such customer" },
  debit_account_taken: { kind: "conflict", title: "The customer has this debit account already" },
  debit_account_in_use: { kind: "precondition", title: "Subscriptions are paid from this account" },
  entry_not_found: { kind: "not_found", title: "There is no such entry" },
  invalid: { kind: "invalid", title: "Some fields are wrong" },
  stale: { kind: "stale", title: "It was changed by somebody else meanwhile" },
  letter_waiting: { kind: "precondition", title: "The letter still waits to be sent" },
  nothing_to_print: { kind: "precondition", title: "There is no invoice to print" },
  nothing_to_bill: { kind: "precondition", title: "There is nothing to bill up to this day" },
  terms_broken: {
    kind: "precondition",
    title: "The data of the subscription cannot be reckoned with",
  },
  retroactive: { kind: "precondition", title: "More than one past cycle is unbilled" },
  day_not_found: { kind: "not_found", title: "There is no such list of the default ladder" },
  day_decided: { kind: "precondition", title: "The list was decided already, or its day is over" },
  not_suspended_by_ladder: {
    kind: "precondition",
    title: "The default ladder has not suspended the customer",
  },
  unlock_not_offered: { kind: "precondition", title: "The unit unlocks nobody in trust" },
  unlock_used: { kind: "precondition", title: "The customer has had his unlock in trust" },
  contest_open: { kind: "precondition", title: "The invoice is contested already" },
  contest_late: { kind: "precondition", title: "The term to contest the invoice is over" },
  contest_closed: { kind: "precondition", title: "The contest was answered already" },
  contest_not_found: { kind: "not_found", title: "There is no such contest" },
  notice_not_found: { kind: "not_found", title: "There is no such notice" },
  notice_not_resendable: { kind: "precondition", title: "The notice was not sent yet" },
  template_wrong: { kind: "invalid", title: "The template is wrong" },
  days_already_billed: { kind: "conflict", title: "These days were billed already" },
});

/** Gathers everything that is wrong with a request, so that a form is mended in one go. */
export function fieldCheck() {
  const fields: FieldProblem[] = [];
  return {
    require(holds: boolean, pointer: string, detail: string): void {
      if (!holds) fields.push({ pointer, detail });
    },
    done(): void {
      if (fields.length === 0) return;
      const summary = fields.map(({ pointer, detail }) => `${pointer} ${detail}`).join("; ");
      throw refuse.invalid(`${summary}.`, { fields });
    },
  };
}

/** An edit names the version that was read; 0 where it does not say. */
export function expectVersion(expected: bigint, present: bigint): void {
  if (expected === 0n || expected === present) return;
  throw refuse.stale(
    "It was changed by somebody else meanwhile; read it again and repeat your edit.",
    {
      fields: [
        { pointer: "", detail: `If-Match names version ${expected}, and it is at ${present}` },
      ],
    },
  );
}
