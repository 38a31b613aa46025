import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { idempotently } from "./idempotent.ts";
import type { PlansScope, Units } from "./ports.ts";

export type RemoveNote = (request: WriteRequest, id: string, units: Units) => Promise<void>;

/** Removes a note; what it said stays in the audit trail of the request that wrote it. */
export function removeNote(transact: Transact<PlansScope>, clock: Clock): RemoveNote {
  return (request, id, units) =>
    idempotently(transact, clock, request, {
      id,
      async first({ customers, notes }) {
        const { customerId } = await notes.lock(id);
        await customers.find(customerId, units);
        await notes.remove(id);
      },
      again: () => Promise.resolve(),
    });
}
