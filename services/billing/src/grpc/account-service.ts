import type { billing } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { masked } from "../domain/debit-account.ts";
import { refuse } from "../domain/errors.ts";
import { toPaymentMessage } from "../events/published.ts";
import type { Billing, Invoicing } from "../usecases/ports.ts";
import type { ReadAccount } from "../usecases/read-account.ts";
import type { UpdateInvoicing } from "../usecases/update-invoicing.ts";
import type { WriteDebitAccounts } from "../usecases/write-debit-accounts.ts";

type Parts = {
  readonly transact: Transact<Billing>;
  readonly toRequest: ToWriteRequest;
  readonly debitAccounts: WriteDebitAccounts;
  readonly updateInvoicing: UpdateInvoicing;
  readonly account: ReadAccount;
};

type Service = Handlers<typeof billing.AccountServiceService>;
type DebitMethod = Extract<keyof Service, `${string}DebitAccount${string}`>;

export function accountService(parts: Parts): Service {
  return { ...debitMethods(parts), ...invoicingMethods(parts) };
}

function debitMethods({ transact, toRequest, debitAccounts }: Parts): Pick<Service, DebitMethod> {
  return {
    async listDebitAccounts({ customerId }, caller) {
      const found = await transact(async (scope) => {
        await scope.debitAccounts.requireCustomer(customerId, caller.units);
        return scope.debitAccounts.ofCustomer(customerId);
      });
      return { debitAccounts: found.map((account) => masked(account)) };
    },
    async createDebitAccount(request, caller) {
      const named = toRequest("CreateDebitAccount", request);
      const created = await debitAccounts.create(named, given(request.debitAccount), caller.units);
      return { debitAccount: masked(created) };
    },
    async getDebitAccount({ id }, caller) {
      const found = await transact((scope) => scope.debitAccounts.lock(id, caller.units));
      return { debitAccount: masked(found) };
    },
    async updateDebitAccount(request, caller) {
      const named = toRequest("UpdateDebitAccount", request);
      const { fields, debitAccount } = request;
      const changed = await debitAccounts.update(named, given(debitAccount), fields, caller.units);
      return { debitAccount: masked(changed) };
    },
    async deleteDebitAccount(request, caller) {
      await debitAccounts.remove(toRequest("DeleteDebitAccount", request), request, caller.units);
      return {};
    },
  };
}

function invoicingMethods({
  transact,
  toRequest,
  updateInvoicing,
  account,
}: Parts): Omit<Service, DebitMethod> {
  return {
    async getInvoicing({ subscriptionId }, caller) {
      const found = await transact(({ accounts }) =>
        accounts.invoicing(subscriptionId, caller.units),
      );
      return { invoicing: found === null ? undefined : toMessage(found) };
    },
    async updateInvoicing(request, caller) {
      const named = toRequest("UpdateInvoicing", request);
      return { invoicing: toMessage(await updateInvoicing(named, request, caller.units)) };
    },
    async getAccount({ subscriptionId }, caller) {
      const { items, openCents } = await account(subscriptionId, caller.units);
      return {
        items: items.map((item) => ({ ...item, payments: item.payments.map(toPaymentMessage) })),
        openCents,
      };
    },
  };
}

function toMessage({ lastClosingOn, billedThroughOn, ...rest }: Invoicing): billing.Invoicing {
  return {
    ...rest,
    lastClosingOn: lastClosingOn ?? "",
    billedThroughOn: billedThroughOn ?? "",
  };
}

function given(message: billing.DebitAccount | undefined): billing.DebitAccount {
  if (message !== undefined) return { ...message, kind: message.kind || "account" };
  throw refuse.invalid("The account is missing.", {
    fields: [{ pointer: "/", detail: "is missing" }],
  });
}
