import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import { withFields } from "../domain/billing-lists.ts";
import {
  checkDebitAccount,
  type DebitAccount,
  type DebitAccountData,
  normaliseDebitAccount,
} from "../domain/debit-account.ts";
import { expectVersion, refuse } from "../domain/errors.ts";
import { idempotently } from "./idempotent.ts";
import type { Billing, Units } from "./ports.ts";

export type WriteDebitAccounts = {
  readonly create: (
    request: WriteRequest,
    account: DebitAccountData,
    units: Units,
  ) => Promise<DebitAccount>;
  readonly update: (
    request: WriteRequest,
    account: DebitAccount,
    fields: readonly string[],
    units: Units,
  ) => Promise<DebitAccount>;
  readonly remove: (
    request: WriteRequest,
    named: { readonly id: string; readonly expectedVersion: bigint },
    units: Units,
  ) => Promise<void>;
};

const editable = [
  "bankCode",
  "agency",
  "account",
  "holder",
  "document",
  "cardToken",
  "cardBrand",
  "cardLastDigits",
  "cardExpires",
];

/** "Dados Débitos" of a customer (C3, C35, C55). */
export function writeDebitAccounts(transact: Transact<Billing>, clock: Clock): WriteDebitAccounts {
  return {
    create: (request, wanted, units) =>
      idempotently(transact, clock, request, {
        id: newId(clock.now()),
        async first({ debitAccounts }, id) {
          const account = { ...normaliseDebitAccount(wanted), id, version: 1n };
          checkDebitAccount(account);
          await debitAccounts.requireCustomer(account.customerId, units);
          await debitAccounts.add(account);
          return account;
        },
        again: ({ debitAccounts }, id) => debitAccounts.lock(id, units),
      }),
    update: (request, wanted, fields, units) =>
      idempotently(transact, clock, request, {
        id: wanted.id,
        async first({ debitAccounts }, id) {
          const present = await debitAccounts.lock(id, units);
          expectVersion(wanted.version, present.version);
          const named = fields.filter((field) => editable.includes(field));
          const merged = withFields(present, wanted, named);
          const account = { ...normaliseDebitAccount(merged), version: present.version + 1n };
          checkDebitAccount(account);
          await debitAccounts.save(account);
          return account;
        },
        again: ({ debitAccounts }, id) => debitAccounts.lock(id, units),
      }),
    remove: (request, { id, expectedVersion }, units) =>
      idempotently(transact, clock, request, {
        id,
        async first({ debitAccounts }) {
          const present = await debitAccounts.lock(id, units);
          expectVersion(expectedVersion, present.version);
          const subscriptions = await debitAccounts.countUsing(id);
          if (subscriptions > 0)
            throw refuse.debit_account_in_use(`${subscriptions} subscriptions are paid from it.`, {
              details: { subscriptions: String(subscriptions) },
            });
          await debitAccounts.remove(id);
        },
        again: () => Promise.resolve(),
      }),
  };
}
