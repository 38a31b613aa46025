import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { staleEdit } from "../domain/errors.ts";
import { checkNote, type Note } from "../domain/note.ts";
import { idempotently } from "./idempotent.ts";
import type { PlansScope, Units } from "./ports.ts";

export type NoteEdit = {
  readonly id: string;
  readonly expectedVersion: bigint;
  readonly text?: string | undefined;
  readonly pinned?: boolean | undefined;
};

export type ChangeNote = (request: WriteRequest, edit: NoteEdit, units: Units) => Promise<Note>;

/** Changes a note's text, or pins it. */
export function changeNote(transact: Transact<PlansScope>, clock: Clock): ChangeNote {
  return (request, edit, units) =>
    idempotently(transact, clock, request, {
      id: edit.id,
      async first({ customers, notes }) {
        const present = await notes.lock(edit.id);
        await customers.find(present.customerId, units);
        if (present.version !== edit.expectedVersion) {
          throw staleEdit(edit.expectedVersion, present.version);
        }
        const changed = {
          ...present,
          version: present.version + 1n,
          text: edit.text ?? present.text,
          pinned: edit.pinned ?? present.pinned,
        };
        checkNote(changed);
        await notes.save(changed);
        return changed;
      },
      again: ({ notes }, id) => notes.find(id),
    });
}
