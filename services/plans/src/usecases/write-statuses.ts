import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import { expectVersion, refuseUsed, withFields } from "../domain/edit.ts";
import { refuse } from "../domain/errors.ts";
import { checkOwnStatus, flagNames, sameFlags } from "../domain/own-status.ts";
import type { Status } from "../domain/status.ts";
import { idempotently } from "./idempotent.ts";
import type { PlansScope } from "./ports.ts";

export type WriteStatuses = {
  readonly create: (request: WriteRequest, status: Status) => Promise<Status>;
  readonly update: (
    request: WriteRequest,
    status: Status,
    fields: readonly string[],
  ) => Promise<Status>;
  readonly remove: (
    request: WriteRequest,
    named: { readonly key: string; readonly expectedVersion: bigint },
  ) => Promise<void>;
};

/** Statuses of the provider's own (D9). Those that operations know may only be renamed. */
export function writeStatuses(transact: Transact<PlansScope>, clock: Clock): WriteStatuses {
  return {
    create: (request, wanted) =>
      idempotently(transact, clock, request, {
        id: newId(clock.now()),
        async first({ statuses }) {
          const status = { ...wanted, version: 1n, seeded: false };
          checkOwnStatus(status);
          if ((await statuses.find(status.key)) !== null) throw taken(status.key);
          await statuses.add(status);
          return status;
        },
        again: (scope) => existing(scope, wanted.key),
      }),
    update: (request, wanted, fields) =>
      idempotently(transact, clock, request, {
        id: newId(clock.now()),
        async first({ statuses }) {
          const present = found(await statuses.lock(wanted.key), wanted.key);
          expectVersion(wanted.version, present.version);
          const named = fields.filter((field) => ["name", ...flagNames].includes(field));
          const status = { ...withFields(present, wanted, named), version: present.version + 1n };
          if (!sameFlags(status, present)) {
            await checkFree({ statuses }, present);
            checkOwnStatus(status);
          }
          await statuses.save(status);
          return status;
        },
        again: (scope) => existing(scope, wanted.key),
      }),
    remove: (request, { key, expectedVersion }) =>
      idempotently(transact, clock, request, {
        id: newId(clock.now()),
        async first({ statuses }) {
          const present = found(await statuses.lock(key), key);
          expectVersion(expectedVersion, present.version);
          await checkFree({ statuses }, present);
          await statuses.remove(key);
        },
        again: () => Promise.resolve(),
      }),
  };
}

const taken = (key: string) =>
  refuse.status_taken(`There is a status ${key} already.`, {
    fields: [{ pointer: "/key", detail: "is taken" }],
  });

function found(status: Status | null, key: string): Status {
  if (status === null) throw refuse.status_not_found(`There is no status ${key}.`);
  return status;
}

async function existing({ statuses }: Pick<PlansScope, "statuses">, key: string): Promise<Status> {
  return found(await statuses.find(key), key);
}

/** Bills and lists follow from the flags, so they stand still while anything stands in the status. */
async function checkFree(
  { statuses }: Pick<PlansScope, "statuses">,
  { key, name, seeded }: Status,
): Promise<void> {
  const subscriptions = seeded ? 0 : await statuses.countIn(key);
  refuseUsed(`The status ${name}`, { operations: seeded ? 1 : 0, subscriptions });
}
