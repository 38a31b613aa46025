import type { plans } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import type { ListEntry } from "../domain/list-entry.ts";
import type { PlansScope } from "../usecases/ports.ts";
import type { WriteListEntries } from "../usecases/write-list-entries.ts";
import { given } from "./reading.ts";

type Parts = {
  /** Reads outside a transaction. */
  readonly read: Transact<PlansScope>;
  readonly toRequest: ToWriteRequest;
  readonly write: WriteListEntries;
};

export function entryService(parts: Parts): Handlers<typeof plans.EntryServiceService> {
  const { read, toRequest, write } = parts;
  return {
    async createEntry(request, caller) {
      const { id: _id, version: _version, ...entry } = toEntry(given(request.entry, "/"));
      return { entry: await write.create(toRequest("CreateEntry", request), entry, caller.units) };
    },
    async getEntry({ list, id }, caller) {
      return { entry: await read(({ entries }) => entries.find(list, id, caller.units)) };
    },
    async listEntries(request, caller) {
      const found = await read(({ entries }) => entries.list(request, caller.units));
      return { entries: [...found] };
    },
    async updateEntry(request, caller) {
      const entry = toEntry(given(request.entry, "/"));
      const named = toRequest("UpdateEntry", request);
      return { entry: await write.update(named, entry, request.fields, caller.units) };
    },
    async deleteEntry(request, caller) {
      await write.remove(toRequest("DeleteEntry", request), request, caller.units);
      return {};
    },
  };
}

function toEntry(message: plans.Entry): ListEntry {
  // The rule refuses any other word.
  return { ...message, list: message.list as ListEntry["list"] };
}
