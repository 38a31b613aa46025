import { plans } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { defined } from "../http/defined.ts";
import type { Endpoint } from "../http/endpoint.ts";
import { refuse } from "../http/errors.ts";
import { name, optionalId, text, word } from "../http/schemas.ts";
import { crud } from "./crud.ts";

const archivable = z.object({
  businessUnitId: word(36).default(""),
  archived: z.enum(["true", "false"]).default("false"),
});

/** Short lists that belong to plans: salespeople, cancellation reasons, statuses (C17, D9). */
export function catalogueRoutes(clients: Clients): Endpoint[] {
  return [
    ...entryRoutes(clients, { list: "salesperson", path: "/salespeople", many: "salespeople" }),
    ...entryRoutes(clients, {
      list: "cancellation-reason",
      path: "/cancellation-reasons",
      many: "cancellation reasons",
    }),
    ...statusRoutes(clients),
  ];
}

function entryRoutes(
  { entries }: Clients,
  { list, path, many }: { readonly list: string; readonly path: string; readonly many: string },
): Endpoint[] {
  return crud({
    path,
    one: `a ${list.replace("-", " ")}`,
    many: `${many}, those that serve one business unit if it is given`,
    read: "catalogue.read",
    write: "catalogue.write",
    query: archivable,
    created: z.strictObject({ businessUnitId: optionalId, name: name(120) }),
    edited: z.strictObject({ name: name(120), archived: z.boolean() }).partial(),
    view: ({ list: _list, businessUnitId, version, ...entry }: plans.Entry) => ({
      ...entry,
      businessUnitId: businessUnitId || null,
      version: Number(version),
    }),
    async list({ businessUnitId, archived }, caller) {
      const request = { list, businessUnitId, withArchived: archived === "true" };
      return { items: (await entries.listEntries(request, { caller })).entries };
    },
    get: async (id, caller) => (await entries.getEntry({ list, id }, { caller })).entry,
    async create(body, { requestId, caller }) {
      const entry = plans.Entry.fromPartial({ ...body, list });
      return (await entries.createEntry({ requestId, entry }, { caller })).entry;
    },
    async update({ body, fields, ...key }, { requestId, caller }) {
      const entry = { ...plans.Entry.fromPartial({ ...defined(body), list }), ...key };
      return (await entries.updateEntry({ requestId, entry, fields }, { caller })).entry;
    },
    async remove(key, { requestId, caller }) {
      await entries.deleteEntry({ ...key, list, requestId }, { caller });
      return undefined;
    },
  });
}

const statusFields = {
  name: name(80),
  list: z.enum(["active", "inactive"], "must be active or inactive"),
  connects: z.boolean(),
  bills: z.boolean(),
  billsUnusedDays: z.boolean(),
  settable: z.boolean(),
};
const newStatus = z.strictObject({
  key: text(32),
  ...statusFields,
  billsUnusedDays: statusFields.billsUnusedDays.default(false),
  settable: statusFields.settable.default(true),
});

function statusRoutes({ catalogue }: Clients): Endpoint[] {
  return crud({
    path: "/statuses",
    one: "a subscription status",
    many: "the subscription statuses with their flags",
    read: "catalogue.read",
    write: "catalogue.write",
    query: z.object({}),
    created: newStatus,
    edited: z.strictObject(statusFields).partial(),
    async list(_query, caller) {
      return { items: (await catalogue.listStatuses({}, { caller })).statuses };
    },
    async get(key, caller) {
      const { statuses } = await catalogue.listStatuses({}, { caller });
      const found = statuses.find((status) => status.key === key);
      if (found === undefined) throw refuse.not_found(`There is no status ${key}.`);
      return found;
    },
    async create(body, { requestId, caller }) {
      const status = plans.Status.fromPartial(body);
      return (await catalogue.createStatus({ requestId, status }, { caller })).status;
    },
    async update({ id: key, version, body, fields }, { requestId, caller }) {
      const status = { ...plans.Status.fromPartial(defined(body)), key, version };
      return (await catalogue.updateStatus({ requestId, status, fields }, { caller })).status;
    },
    async remove({ id: key, expectedVersion }, { requestId, caller }) {
      await catalogue.deleteStatus({ requestId, key, expectedVersion }, { caller });
      return undefined;
    },
  });
}
