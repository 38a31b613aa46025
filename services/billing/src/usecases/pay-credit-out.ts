import type { Transact, WriteRequest } from "@isp/db";
import { type CivilDate, civilDateIn, type Clock, isCivilDate, newId } from "@isp/kernel";
import { fieldCheck, refuse } from "../domain/errors.ts";
import { payoutEntry } from "../domain/ledger.ts";
import type { CreditPayout } from "../domain/payout.ts";
import { checkReason } from "../domain/reason.ts";
import { idempotently } from "./idempotent.ts";
import type { Billing, Units } from "./ports.ts";
import type { Cashier } from "./register-payment.ts";
import { requireUnit } from "./require-unit.ts";
import { type CreditOf, settleCredit } from "./settle-credit.ts";

export type GivenPayout = CreditOf & {
  readonly amountCents: bigint;
  readonly paidOn: CivilDate;
  readonly paymentFormId: string;
  readonly note: string;
};

export type PayOut = {
  readonly find: (id: string, units: Units) => Promise<CreditPayout>;
  /** Pays out what is left to a customer's credit once his debts are paid with it. */
  readonly pay: (
    request: WriteRequest,
    given: GivenPayout,
    by: Cashier,
    units: Units,
  ) => Promise<CreditPayout>;
  /** Pays debts with the credit, and pays nothing out. */
  readonly use: (
    request: WriteRequest,
    of: CreditOf,
    by: Cashier,
    units: Units,
  ) => Promise<{ readonly creditCents: bigint }>;
  /** What was entered wrongly is the customer's credit again; it stays in sight with the reason. */
  readonly reverse: (
    request: WriteRequest,
    given: { readonly id: string; readonly reason: string; readonly by: string },
    units: Units,
  ) => Promise<CreditPayout>;
};

export function payCreditOut(transact: Transact<Billing>, clock: Clock): PayOut {
  return {
    find: (id, units) => transact(({ payouts }) => payouts.find(id, units)),
    pay: paying(transact, clock),
    use: using(transact, clock),
    reverse: back(transact, clock),
  };
}

async function require(scope: Billing, { customerId, businessUnitId }: CreditOf, units: Units) {
  await scope.debitAccounts.requireCustomer(customerId, units);
  await requireUnit(scope.lists, businessUnitId, units);
}

function paying(transact: Transact<Billing>, clock: Clock): PayOut["pay"] {
  return (request, given, by, units) =>
    idempotently(transact, clock, request, {
      id: newId(clock.now()),
      async first(scope, id) {
        const { customerId, businessUnitId, amountCents, paymentFormId, paidOn, note } = given;
        await require(scope, given, units);
        const unit = await scope.lists.findUnit(businessUnitId);
        const enteredOn = civilDateIn(unit?.timeZone ?? "UTC", clock.now());
        await check(scope, given, enteredOn);
        await settleCredit(scope, given, { ...by, units }, clock);
        const held = await scope.credits.lock(businessUnitId, [customerId]);
        const left = held.get(customerId) ?? 0n;
        if (left < amountCents)
          throw refuse.credit_too_small(
            `After what he owes, ${left} centavos are to his credit, and ${amountCents} would be paid out.`,
            { fields: [{ pointer: "/amountCents", detail: `is more than ${left}` }] },
          );
        const payout: CreditPayout = {
          id,
          version: 1n,
          customerId,
          businessUnitId,
          paymentFormId,
          amountCents,
          paidOn,
          note: note.trim(),
          ...by,
          enteredAt: clock.now(),
          enteredOn,
          reversed: null,
        };
        await scope.payouts.add(payout);
        await scope.credits.change(businessUnitId, customerId, -amountCents);
        await scope.invoices.book([payoutEntry(payout, paidOn)]);
        return payout;
      },
      again: ({ payouts }, id) => payouts.find(id, units),
    });
}

async function check(
  { lists }: Billing,
  { businessUnitId, amountCents, paidOn, paymentFormId }: GivenPayout,
  today: CivilDate,
): Promise<void> {
  const fields = fieldCheck();
  fields.require(amountCents > 0n, "/amountCents", "must be more than nothing");
  fields.require(isCivilDate(paidOn), "/paidOn", "must be a date");
  fields.require(paidOn <= today, "/paidOn", "lies ahead");
  fields.done();
  const forms = await lists.paymentForms(businessUnitId, "all");
  if (forms.some(({ id }) => id === paymentFormId)) return;
  throw refuse.payment_form_not_found("The unit has no such payment form.", {
    fields: [{ pointer: "/formId", detail: "is no payment form of the unit" }],
  });
}

function using(transact: Transact<Billing>, clock: Clock): PayOut["use"] {
  return (request, of, by, units) =>
    idempotently(transact, clock, request, {
      id: newId(clock.now()),
      async first(scope) {
        await require(scope, of, units);
        await settleCredit(scope, of, { ...by, units }, clock);
        return { creditCents: await scope.credits.of(of.businessUnitId, of.customerId) };
      },
      again: async ({ credits }) => ({
        creditCents: await credits.of(of.businessUnitId, of.customerId),
      }),
    });
}

function back(transact: Transact<Billing>, clock: Clock): PayOut["reverse"] {
  return (request, { id, reason, by }, units) =>
    idempotently(transact, clock, request, {
      id,
      async first(scope) {
        const payout = await scope.payouts.lock(id, units);
        if (payout.reversed !== null)
          throw refuse.payout_reversed("The payout was reversed already.");
        checkReason(reason);
        const now = clock.now();
        const { customerId, businessUnitId, amountCents } = payout;
        const unit = await scope.lists.findUnit(businessUnitId);
        const on = civilDateIn(unit?.timeZone ?? "UTC", now);
        const reversed: CreditPayout = {
          ...payout,
          version: payout.version + 1n,
          reversed: { at: now, on, by, reason: reason.trim() },
        };
        await scope.payouts.reverse(reversed);
        await scope.credits.change(businessUnitId, customerId, amountCents);
        await scope.invoices.book([payoutEntry({ ...payout, amountCents: -amountCents }, on)]);
        return reversed;
      },
      again: ({ payouts }) => payouts.find(id, units),
    });
}
