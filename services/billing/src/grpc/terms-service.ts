import type { billing } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { refuse } from "../domain/errors.ts";
import type { CreateDueDay } from "../usecases/create-due-day.ts";
import type { Billing } from "../usecases/ports.ts";
import type { ResolveTerms } from "../usecases/resolve-terms.ts";

type Parts = {
  readonly transact: Transact<Billing>;
  readonly toRequest: ToWriteRequest;
  readonly resolve: ResolveTerms;
  readonly createDueDay: CreateDueDay;
};

export function termsService(parts: Parts): Handlers<typeof billing.TermsServiceService> {
  const { transact, toRequest, resolve, createDueDay } = parts;
  return {
    resolveTerms: (wanted) => resolve(wanted),
    async createDueDay(request, caller) {
      const wanted = request.dueDay;
      if (wanted === undefined) throw refuse.due_day_not_found("No due day was given.");
      const dueDay = await createDueDay(toRequest("CreateDueDay", request), wanted, caller.units);
      return { dueDay };
    },
    async listDueDays({ businessUnitId }, caller) {
      const found = await transact(({ lists }) => lists.dueDays(businessUnitId, caller.units));
      return { dueDays: [...found] };
    },
    async listPaymentForms({ businessUnitId }, caller) {
      const found = await transact(({ lists }) => lists.paymentForms(businessUnitId, caller.units));
      return { paymentForms: [...found] };
    },
  };
}
