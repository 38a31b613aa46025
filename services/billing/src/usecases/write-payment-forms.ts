import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import { checkPaymentForm, withFields } from "../domain/billing-lists.ts";
import type { PaymentForm } from "../domain/closing.ts";
import { expectVersion, refuse } from "../domain/errors.ts";
import { idempotently } from "./idempotent.ts";
import type { Billing, Units } from "./ports.ts";
import { requireUnit } from "./require-unit.ts";

export type WritePaymentForms = {
  readonly create: (
    request: WriteRequest,
    form: Pick<PaymentForm, "businessUnitId" | "name" | "kind">,
    units: Units,
  ) => Promise<PaymentForm>;
  readonly update: (
    request: WriteRequest,
    form: Pick<PaymentForm, "id" | "version" | "name" | "kind">,
    fields: readonly string[],
    units: Units,
  ) => Promise<PaymentForm>;
  readonly remove: (
    request: WriteRequest,
    named: { readonly id: string; readonly expectedVersion: bigint },
    units: Units,
  ) => Promise<void>;
};

/** The ways to pay that a unit offers (C17). */
export function writePaymentForms(transact: Transact<Billing>, clock: Clock): WritePaymentForms {
  return {
    create: (request, { businessUnitId, name, kind }, units) =>
      idempotently(transact, clock, request, {
        id: newId(clock.now()),
        async first({ lists }, id) {
          checkPaymentForm({ name, kind });
          await requireUnit(lists, businessUnitId, units);
          const form = {
            id,
            version: 1n,
            businessUnitId,
            name: name.trim(),
            kind,
            isDefault: false,
          };
          await lists.addPaymentForm(form);
          return form;
        },
        again: ({ lists }, id) => lists.lockPaymentForm(id, units),
      }),
    update: (request, wanted, fields, units) =>
      idempotently(transact, clock, request, {
        id: wanted.id,
        async first({ lists }, id) {
          const present = await lists.lockPaymentForm(id, units);
          expectVersion(wanted.version, present.version);
          const named = fields.filter((field) => field === "name" || field === "kind");
          const form = { ...withFields(present, wanted, named), version: present.version + 1n };
          checkPaymentForm(form);
          await lists.savePaymentForm(form);
          return form;
        },
        again: ({ lists }, id) => lists.lockPaymentForm(id, units),
      }),
    remove: (request, { id, expectedVersion }, units) =>
      idempotently(transact, clock, request, {
        id,
        async first({ lists, terms }) {
          const present = await lists.lockPaymentForm(id, units);
          expectVersion(expectedVersion, present.version);
          const subscriptions = await terms.countNaming("payment_form_id", present);
          refuseUsed(present, subscriptions);
          await lists.removePaymentForm(id);
        },
        again: () => Promise.resolve(),
      }),
  };
}

function refuseUsed({ isDefault, name }: PaymentForm, subscriptions: number): void {
  if (subscriptions > 0)
    throw refuse.payment_form_in_use(`${subscriptions} subscriptions are paid by ${name}.`, {
      details: { subscriptions: String(subscriptions) },
    });
  if (isDefault)
    throw refuse.payment_form_in_use(`${name} serves where a subscription names none.`);
}
