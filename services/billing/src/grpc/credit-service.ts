import type { billing } from "@isp/contracts";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import type { CreditPayout } from "../domain/payout.ts";
import type { PayOut } from "../usecases/pay-credit-out.ts";
import type { CreditAccount, ReadCredit } from "../usecases/read-credit.ts";

type Parts = {
  readonly toRequest: ToWriteRequest;
  readonly read: ReadCredit;
  readonly payOut: PayOut;
};

export function creditService({
  toRequest,
  read,
  payOut,
}: Parts): Handlers<typeof billing.CreditServiceService> {
  return {
    async getCredit({ customerId }, { units }) {
      return { accounts: (await read(customerId, units)).map(toAccountMessage) };
    },
    async useCredit(request, { operatorId, operatorName, units }) {
      const { customerId, businessUnitId } = request;
      const by = { operatorId, operatorName };
      const named = toRequest("UseCredit", request);
      return payOut.use(named, { customerId, businessUnitId }, by, units);
    },
    async payCreditOut(request, { operatorId, operatorName, units }) {
      const { requestId: _id, ...given } = request;
      const by = { operatorId, operatorName };
      const payout = await payOut.pay(toRequest("PayCreditOut", request), given, by, units);
      return { payout: toPayoutMessage(payout) };
    },
    async getPayout({ id }, { units }) {
      return { payout: toPayoutMessage(await payOut.find(id, units)) };
    },
    async reversePayout(request, { operatorName, units }) {
      const { id, reason } = request;
      const given = { id, reason, by: operatorName };
      const payout = await payOut.reverse(toRequest("ReversePayout", request), given, units);
      return { payout: toPayoutMessage(payout) };
    },
  };
}

function toAccountMessage({ payouts, returns, ...account }: CreditAccount): billing.CreditAccount {
  return {
    ...account,
    payouts: payouts.map(toPayoutMessage),
    returns: returns.map(
      ({ lineId: _line, customerId: _whose, businessUnitId: _unit, ...of }) => of,
    ),
  };
}

function toPayoutMessage({
  operatorId: _id,
  enteredOn: _day,
  reversed,
  ...payout
}: CreditPayout): billing.CreditPayout {
  return { ...payout, reversed: reversed ?? undefined };
}
