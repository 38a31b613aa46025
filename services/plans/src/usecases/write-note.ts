import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import { checkNote, type Note } from "../domain/note.ts";
import { idempotently } from "./idempotent.ts";
import type { Actor, PlansScope } from "./ports.ts";

export type WriteNote = (
  request: WriteRequest,
  note: Pick<Note, "customerId" | "text" | "pinned">,
  actor: Actor,
) => Promise<Note>;

/** Writes a note on a customer whom the operator sees. */
export function writeNote(transact: Transact<PlansScope>, clock: Clock): WriteNote {
  return async (request, data, { name, units }) => {
    checkNote(data);
    return idempotently(transact, clock, request, {
      id: newId(clock.now()),
      async first({ customers, notes }, id) {
        await customers.find(data.customerId, units);
        const note = { ...data, id, version: 1n, writtenBy: name, writtenAt: clock.now() };
        await notes.add(note);
        return note;
      },
      again: ({ notes }, id) => notes.find(id),
    });
  };
}
