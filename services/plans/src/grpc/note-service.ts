import type { plans } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import type { ChangeNote } from "../usecases/change-note.ts";
import type { PlansScope } from "../usecases/ports.ts";
import type { RemoveNote } from "../usecases/remove-note.ts";
import type { WriteNote } from "../usecases/write-note.ts";
import { actorOf, nextToken, pageOf } from "./reading.ts";

type Parts = {
  /** Reads outside a transaction. */
  readonly read: Transact<PlansScope>;
  readonly toRequest: ToWriteRequest;
  readonly writeNote: WriteNote;
  readonly changeNote: ChangeNote;
  readonly removeNote: RemoveNote;
};

export function noteService(parts: Parts): Handlers<typeof plans.NoteServiceService> {
  const { read, toRequest } = parts;
  return {
    async listNotes(request, caller) {
      const page = pageOf(request);
      const found = await read(async ({ customers, notes }) => {
        await customers.find(request.customerId, caller.units);
        return notes.ofCustomer(request.customerId, page);
      });
      return { notes: [...found], nextPageToken: nextToken(found, page) };
    },
    async createNote(request, caller) {
      const { customerId, text, pinned } = request;
      const named = toRequest("CreateNote", request);
      return { note: await parts.writeNote(named, { customerId, text, pinned }, actorOf(caller)) };
    },
    async updateNote(request, caller) {
      const named = toRequest("UpdateNote", request);
      return { note: await parts.changeNote(named, request, caller.units) };
    },
    async deleteNote(request, caller) {
      await parts.removeNote(toRequest("DeleteNote", request), request.id, caller.units);
      return {};
    },
  };
}
