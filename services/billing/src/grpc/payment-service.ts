import type { billing } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { isCivilDate } from "@isp/kernel";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { refuse } from "../domain/errors.ts";
import { toPaymentMessage } from "../events/published.ts";
import type { Billing } from "../usecases/ports.ts";
import type { RegisterPayment } from "../usecases/register-payment.ts";
import type { ReversePayment } from "../usecases/reverse-payment.ts";

type Parts = {
  readonly transact: Transact<Billing>;
  readonly toRequest: ToWriteRequest;
  readonly register: RegisterPayment;
  readonly reverse: ReversePayment;
};

export function paymentService({
  transact,
  toRequest,
  register,
  reverse,
}: Parts): Handlers<typeof billing.PaymentServiceService> {
  return {
    async registerPayment(request, { operatorId, operatorName, units }) {
      const named = toRequest("RegisterPayment", request);
      const { invoiceId, amountCents, paidOn, paymentFormId } = request;
      const given = { invoiceId, amountCents, paidOn, paymentFormId };
      const payment = await register(named, given, { operatorId, operatorName }, units);
      return { payment: toPaymentMessage(payment) };
    },
    async getPayment({ id }, caller) {
      const payment = await transact(({ payments }) => payments.find(id, caller.units));
      return { payment: toPaymentMessage(payment) };
    },
    async reportCash({ on, businessUnitId }, caller) {
      if (!isCivilDate(on)) throw refuse.date_invalid(`${on} is not a date.`);
      const lines = await transact(({ cash }) => cash.ofDay(on, businessUnitId, caller.units));
      return { on, lines: [...lines] };
    },
    async reversePayment(request, { operatorName, units }) {
      const named = toRequest("ReversePayment", request);
      const { id, reason } = request;
      const payment = await reverse(named, { id, reason, by: operatorName }, units);
      return { payment: toPaymentMessage(payment) };
    },
  };
}
