import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import { checkDueDay, withFields } from "../domain/billing-lists.ts";
import type { DueDay } from "../domain/closing.ts";
import { expectVersion, refuse } from "../domain/errors.ts";
import { idempotently } from "./idempotent.ts";
import type { Billing, Units } from "./ports.ts";
import { requireUnit } from "./require-unit.ts";

export type DueDayEdit = Pick<DueDay, "id" | "version" | "day" | "closingDay">;

export type WriteDueDays = {
  readonly create: (
    request: WriteRequest,
    dueDay: Pick<DueDay, "businessUnitId" | "day" | "closingDay">,
    units: Units,
  ) => Promise<DueDay>;
  readonly update: (
    request: WriteRequest,
    dueDay: DueDayEdit,
    fields: readonly string[],
    units: Units,
  ) => Promise<DueDay>;
  readonly remove: (
    request: WriteRequest,
    named: { readonly id: string; readonly expectedVersion: bigint },
    units: Units,
  ) => Promise<void>;
};

/** Due days with the day their closing falls on (D16). Another closing day would move every cycle of those who have it. */
export function writeDueDays(transact: Transact<Billing>, clock: Clock): WriteDueDays {
  return {
    create: (request, { businessUnitId, day, closingDay }, units) =>
      idempotently(transact, clock, request, {
        id: newId(clock.now()),
        async first({ lists }, id) {
          checkDueDay({ day, closingDay });
          await requireUnit(lists, businessUnitId, units);
          const dueDay = { id, version: 1n, businessUnitId, day, closingDay, isDefault: false };
          await lists.addDueDay(dueDay);
          return dueDay;
        },
        again: ({ lists }, id) => lists.lockDueDay(id, units),
      }),
    update: (request, wanted, fields, units) =>
      idempotently(transact, clock, request, {
        id: wanted.id,
        async first(scope, id) {
          const present = await scope.lists.lockDueDay(id, units);
          expectVersion(wanted.version, present.version);
          const named = fields.filter((field) => field === "day" || field === "closingDay");
          const dueDay = { ...withFields(present, wanted, named), version: present.version + 1n };
          checkDueDay(dueDay);
          await refuseUsed(scope, present);
          await scope.lists.saveDueDay(dueDay);
          return dueDay;
        },
        again: ({ lists }, id) => lists.lockDueDay(id, units),
      }),
    remove: (request, { id, expectedVersion }, units) =>
      idempotently(transact, clock, request, {
        id,
        async first(scope) {
          const present = await scope.lists.lockDueDay(id, units);
          expectVersion(expectedVersion, present.version);
          refuseDefault(present);
          await refuseUsed(scope, present);
          await scope.lists.removeDueDay(id);
        },
        again: () => Promise.resolve(),
      }),
  };
}

function refuseDefault({ isDefault, day }: DueDay): void {
  if (!isDefault) return;
  throw refuse.due_day_in_use(`Due day ${day} serves where a subscription names none.`);
}

async function refuseUsed({ terms }: Billing, dueDay: DueDay): Promise<void> {
  const subscriptions = await terms.countNaming("due_day_id", dueDay);
  if (subscriptions === 0) return;
  throw refuse.due_day_in_use(`${subscriptions} subscriptions fall due on day ${dueDay.day}.`, {
    details: { subscriptions: String(subscriptions) },
  });
}
