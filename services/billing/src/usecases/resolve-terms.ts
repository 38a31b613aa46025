import type { Transact } from "@isp/db";
import { refuse } from "../domain/errors.ts";
import type { Billing } from "./ports.ts";

export type PaymentTerms = { readonly paymentFormId: string; readonly dueDayId: string };

export type ResolveTerms = (
  wanted: PaymentTerms & { readonly customerId: string; readonly businessUnitId: string },
) => Promise<PaymentTerms>;

/**
 * The terms a new subscription gets: those asked for if the unit has them, else those of the customer's
 * oldest live subscription in that unit (C33, C34), else the unit's default, which stays unnamed.
 */
export function resolveTerms(transact: Transact<Billing>): ResolveTerms {
  return ({ customerId, businessUnitId, paymentFormId, dueDayId }) =>
    transact(async ({ lists, terms }) => {
      const oldest = await terms.oldestLive(customerId);
      const own = oldest?.businessUnitId === businessUnitId ? oldest : null;
      const dueDays = await lists.dueDays(businessUnitId, "all");
      if (dueDayId !== "" && !dueDays.some(({ id }) => id === dueDayId)) {
        throw refuse.due_day_not_found("The unit has no such due day.", {
          fields: [{ pointer: "/dueDayId", detail: "does not exist in this business unit" }],
        });
      }
      const forms = await lists.paymentForms(businessUnitId, "all");
      if (paymentFormId !== "" && !forms.some(({ id }) => id === paymentFormId)) {
        throw refuse.payment_form_not_found("The unit has no such payment form.", {
          fields: [{ pointer: "/paymentFormId", detail: "does not exist in this business unit" }],
        });
      }
      return {
        paymentFormId: paymentFormId || own?.paymentFormId || "",
        dueDayId: dueDayId || own?.dueDayId || "",
      };
    });
}
