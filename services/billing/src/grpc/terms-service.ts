import type { billing } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import type { DueDay, PaymentForm } from "../domain/closing.ts";
import { refuse } from "../domain/errors.ts";
import type { Billing } from "../usecases/ports.ts";
import type { ResolveTerms } from "../usecases/resolve-terms.ts";
import type { WriteDueDays } from "../usecases/write-due-days.ts";
import type { WritePaymentForms } from "../usecases/write-payment-forms.ts";

type Parts = {
  readonly transact: Transact<Billing>;
  readonly toRequest: ToWriteRequest;
  readonly resolve: ResolveTerms;
  readonly dueDays: WriteDueDays;
  readonly paymentForms: WritePaymentForms;
};

type Service = Handlers<typeof billing.TermsServiceService>;
type DueDayMethod = Extract<keyof Service, `${string}DueDay${string}`>;
type PaymentFormMethod = Extract<keyof Service, `${string}PaymentForm${string}`>;

export function termsService(parts: Parts): Service {
  return {
    resolveTerms: (wanted) => parts.resolve(wanted),
    ...dueDayMethods(parts),
    ...paymentFormMethods(parts),
  };
}

function dueDayMethods({ transact, toRequest, dueDays }: Parts): Pick<Service, DueDayMethod> {
  return {
    async createDueDay(request, caller) {
      const named = toRequest("CreateDueDay", request);
      const created = await dueDays.create(named, given(request.dueDay), caller.units);
      return { dueDay: toMessage(created) };
    },
    async getDueDay({ id }, caller) {
      const found = await transact(({ lists }) => lists.lockDueDay(id, caller.units));
      return { dueDay: toMessage(found) };
    },
    async listDueDays({ businessUnitId }, caller) {
      const found = await transact(({ lists }) => lists.dueDays(businessUnitId, caller.units));
      return { dueDays: found.map(toMessage) };
    },
    async updateDueDay(request, caller) {
      const named = toRequest("UpdateDueDay", request);
      const { fields, dueDay } = request;
      const changed = await dueDays.update(named, given(dueDay), fields, caller.units);
      return { dueDay: toMessage(changed) };
    },
    async deleteDueDay(request, caller) {
      await dueDays.remove(toRequest("DeleteDueDay", request), request, caller.units);
      return {};
    },
  };
}

function paymentFormMethods({
  transact,
  toRequest,
  paymentForms,
}: Parts): Pick<Service, PaymentFormMethod> {
  return {
    async createPaymentForm(request, caller) {
      const named = toRequest("CreatePaymentForm", request);
      const created = await paymentForms.create(named, given(request.paymentForm), caller.units);
      return { paymentForm: toMessage(created) };
    },
    async getPaymentForm({ id }, caller) {
      const found = await transact(({ lists }) => lists.lockPaymentForm(id, caller.units));
      return { paymentForm: toMessage(found) };
    },
    async listPaymentForms({ businessUnitId }, caller) {
      const found = await transact(({ lists }) => lists.paymentForms(businessUnitId, caller.units));
      return { paymentForms: found.map(toMessage) };
    },
    async updatePaymentForm(request, caller) {
      const named = toRequest("UpdatePaymentForm", request);
      const { fields, paymentForm } = request;
      const changed = await paymentForms.update(named, given(paymentForm), fields, caller.units);
      return { paymentForm: toMessage(changed) };
    },
    async deletePaymentForm(request, caller) {
      await paymentForms.remove(toRequest("DeletePaymentForm", request), request, caller.units);
      return {};
    },
  };
}

function toMessage<Entry extends DueDay | PaymentForm>({ isDefault, ...entry }: Entry) {
  return { ...entry, default: isDefault };
}

function given<Message>(message: Message | undefined): Message {
  if (message !== undefined) return message;
  throw refuse.invalid("The entry is missing.", {
    fields: [{ pointer: "/", detail: "is missing" }],
  });
}
