import { type EntityManager, In } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { ListName } from "../domain/list-entry.ts";
import type { ListEntries } from "../usecases/catalogue-ports.ts";
import type { Units } from "../usecases/ports.ts";
import { listEntrySchema } from "./catalogue.schema.ts";

/** The column of a subscription that names an entry of each list. */
const namedBy: Readonly<Record<ListName, string>> = {
  salesperson: "salesperson_id",
  "cancellation-reason": "cancellation_reason_id",
};

export function mysqlListEntries(manager: EntityManager): ListEntries {
  const read = async (list: string, id: string, units: Units, lock: boolean) => {
    const entry = await manager.findOne(listEntrySchema, {
      where: { id, list: list as ListName, ...seenIn(units) },
      ...(lock && { lock: { mode: "pessimistic_write" as const } }),
    });
    if (entry === null) throw refuse.entry_not_found(`There is no ${list} ${id}.`);
    return entry;
  };
  return {
    async add(entry) {
      await manager.insert(listEntrySchema, entry);
    },
    async save({ id, ...columns }) {
      await manager.update(listEntrySchema, { id }, columns);
    },
    async remove(id) {
      await manager.delete(listEntrySchema, { id });
    },
    find: (list, id, units) => read(list, id, units, false),
    lock: (list, id, units) => read(list, id, units, true),
    list: ({ list, businessUnitId, withArchived }, units) =>
      manager.find(listEntrySchema, {
        where: {
          list: list as ListName,
          ...seenIn(businessUnitId === "" ? units : narrowed(businessUnitId, units)),
          ...(withArchived ? {} : { archived: false }),
        },
        order: { name: "ASC", id: "ASC" },
      }),
    async countNaming({ id, list }) {
      const [row] = await manager.query<{ count: string }[]>(
        `SELECT COUNT(*) AS count FROM subscriptions WHERE ${namedBy[list]} = ?`,
        [id],
      );
      return Number(row?.count ?? 0);
    },
  };
}

/** What serves every unit is seen by all; what serves one, by those who see that unit. */
function seenIn(units: Units) {
  return units === "all" ? {} : { businessUnitId: In(["", ...units]) };
}

function narrowed(businessUnitId: string, units: Units): Units {
  return units === "all" || units.includes(businessUnitId) ? [businessUnitId] : [];
}
