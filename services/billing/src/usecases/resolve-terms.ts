import type { Transact } from "@isp/db";
import { refuse } from "../domain/errors.ts";
import type { Billing } from "./ports.ts";

export type PaymentTerms = { readonly paymentFormId: string; readonly dueDayId: string };

export type ResolveTerms = (
  wanted: PaymentTerms & {
    readonly customerId: string;
    readonly businessUnitId: string;
    readonly debitAccountId: string;
  },
) => Promise<PaymentTerms & { readonly hasOwn: boolean }>;

/**
 * The terms a new subscription gets: those asked for if the unit has them, else those of the customer's
 * oldest live subscription in that unit (C33, C34), else the unit's default, which stays unnamed.
 */
export function resolveTerms(transact: Transact<Billing>): ResolveTerms {
  return ({ customerId, businessUnitId, paymentFormId, dueDayId, debitAccountId }) =>
    transact(async ({ lists, terms, debitAccounts }) => {
      const oldest = await terms.oldestLive(customerId);
      const own = oldest?.businessUnitId === businessUnitId ? oldest : null;
      checkDueDay(dueDayId, await lists.dueDays(businessUnitId, "all"));
      checkPaymentForm(paymentFormId, await lists.paymentForms(businessUnitId, "all"));
      checkDebitAccount(debitAccountId, await debitAccounts.ofCustomer(customerId));
      return {
        paymentFormId: paymentFormId || own?.paymentFormId || "",
        dueDayId: dueDayId || own?.dueDayId || "",
        hasOwn: own !== null,
      };
    });
}

type Known = readonly { readonly id: string }[];

const isKnown = (id: string, known: Known) => id === "" || known.some((entry) => entry.id === id);
const elsewhere = (pointer: string) => ({
  fields: [{ pointer, detail: "does not exist in this business unit" }],
});

function checkDueDay(id: string, known: Known): void {
  if (isKnown(id, known)) return;
  throw refuse.due_day_not_found("The unit has no such due day.", elsewhere("/dueDayId"));
}

function checkPaymentForm(id: string, known: Known): void {
  if (isKnown(id, known)) return;
  throw refuse.payment_form_not_found("The unit has no such form.", elsewhere("/paymentFormId"));
}

function checkDebitAccount(id: string, known: Known): void {
  if (isKnown(id, known)) return;
  throw refuse.invalid("The customer has no such debit account.", {
    fields: [{ pointer: "/debitAccountId", detail: "is not one of the customer's" }],
  });
}
