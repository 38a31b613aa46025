import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import { expectVersion, refuseUsed, withFields } from "../domain/edit.ts";
import { fieldCheck } from "../domain/errors.ts";
import { checkListEntry, type ListEntry, type NewListEntry } from "../domain/list-entry.ts";
import { idempotently } from "./idempotent.ts";
import type { PlansScope, Units } from "./ports.ts";

export type WriteListEntries = {
  readonly create: (request: WriteRequest, entry: NewListEntry, units: Units) => Promise<ListEntry>;
  readonly update: (
    request: WriteRequest,
    entry: ListEntry,
    fields: readonly string[],
    units: Units,
  ) => Promise<ListEntry>;
  readonly remove: (
    request: WriteRequest,
    named: { readonly list: string; readonly id: string; readonly expectedVersion: bigint },
    units: Units,
  ) => Promise<void>;
};

/** Salespeople and cancellation reasons (C17). */
export function writeListEntries(transact: Transact<PlansScope>, clock: Clock): WriteListEntries {
  return {
    create: (request, wanted, visible) =>
      idempotently(transact, clock, request, {
        id: newId(clock.now()),
        async first({ entries, units }, id) {
          const entry = { ...wanted, name: wanted.name.trim(), id, version: 1n };
          checkListEntry(entry);
          checkUnit(entry, visible);
          if (entry.businessUnitId !== "") await units.find(entry.businessUnitId, visible);
          await entries.add(entry);
          return entry;
        },
        again: ({ entries }, id) => entries.find(wanted.list, id, visible),
      }),
    update: (request, wanted, fields, visible) =>
      idempotently(transact, clock, request, {
        id: wanted.id,
        async first({ entries }) {
          const present = await entries.lock(wanted.list, wanted.id, visible);
          expectVersion(wanted.version, present.version);
          checkUnit(present, visible);
          const named = fields.filter((field) => field === "name" || field === "archived");
          const entry = { ...withFields(present, wanted, named), version: present.version + 1n };
          checkListEntry(entry);
          await entries.save(entry);
          return entry;
        },
        again: ({ entries }, id) => entries.find(wanted.list, id, visible),
      }),
    remove: (request, { list, id, expectedVersion }, visible) =>
      idempotently(transact, clock, request, {
        id,
        async first({ entries }) {
          const present = await entries.lock(list, id, visible);
          expectVersion(expectedVersion, present.version);
          checkUnit(present, visible);
          const subscriptions = await entries.countNaming(present);
          refuseUsed(present.name, { subscriptions });
          await entries.remove(id);
        },
        again: () => Promise.resolve(),
      }),
  };
}

/** What serves every unit is changed by those who see every unit. */
function checkUnit({ businessUnitId }: Pick<ListEntry, "businessUnitId">, units: Units): void {
  const check = fieldCheck();
  check.require(
    units === "all" || units.includes(businessUnitId),
    "/businessUnitId",
    "must be one of your business units",
  );
  check.done();
}
