import type { Transact } from "@isp/db";
import type { PlansScope, Units } from "./ports.ts";

export type RemoveNote = (id: string, units: Units) => Promise<void>;

/** Removes a note; what it said stays in the audit trail of the request that wrote it. */
export function removeNote(transact: Transact<PlansScope>): RemoveNote {
  return (id, units) =>
    transact(async ({ customers, notes }) => {
      const { customerId } = await notes.lock(id);
      await customers.find(customerId, units);
      await notes.remove(id);
    });
}
