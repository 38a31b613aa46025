import { duplicateKey } from "@isp/db";
import type { EntityManager } from "typeorm";
import type { DueDay } from "../domain/closing.ts";
import { refuse } from "../domain/errors.ts";
import type { Lists } from "../usecases/ports.ts";
import { isKept } from "./kept-entry.ts";
import { visible } from "./visible.ts";

type Row = Omit<DueDay, "isDefault" | "version"> & {
  readonly isDefault: number;
  readonly version: string;
};

const columns = `id, version, business_unit_id AS businessUnitId, day, closing_day AS closingDay,
  is_default AS isDefault`;

export function dueDayRows(
  manager: EntityManager,
): Pick<
  Lists,
  "addDueDay" | "dueDays" | "closingDueDays" | "lockDueDay" | "saveDueDay" | "removeDueDay"
> {
  const read = async (where: string, parameters: readonly unknown[]) => {
    const rows = await manager.query<Row[]>(
      `SELECT ${columns} FROM due_days WHERE ${where} ORDER BY day, id`,
      [...parameters],
    );
    return rows.map(toDueDay);
  };
  return {
    addDueDay: ({ id, version, businessUnitId, day, closingDay, isDefault }) =>
      onceADay(day, () =>
        manager.query(
          `INSERT INTO due_days (id, version, business_unit_id, day, closing_day, is_default) VALUES (?)`,
          [[id, version.toString(), businessUnitId, day, closingDay, isDefault]],
        ),
      ),
    dueDays(businessUnitId, units) {
      const [where, parameters] = visible(businessUnitId, units);
      return read(`${where} AND ${isKept("due_days")}`, parameters);
    },
    closingDueDays: (businessUnitId) =>
      read(`business_unit_id = ? AND ${isKept("due_days", { withEnded: true })}`, [businessUnitId]),
    async lockDueDay(id, units) {
      const [where, parameters] = visible("", units);
      const [row] = await manager.query<Row[]>(
        `SELECT ${columns} FROM due_days WHERE id = ? AND ${where} AND ${isKept("due_days")} FOR UPDATE`,
        [id, ...parameters],
      );
      if (row === undefined) throw refuse.entry_not_found(`There is no due day ${id}.`);
      return toDueDay(row);
    },
    saveDueDay: ({ id, version, day, closingDay }) =>
      onceADay(day, () =>
        manager.query("UPDATE due_days SET version = ?, day = ?, closing_day = ? WHERE id = ?", [
          version.toString(),
          day,
          closingDay,
          id,
        ]),
      ),
    async removeDueDay(id) {
      await manager.query("UPDATE due_days SET is_offered = NULL WHERE id = ?", [id]);
    },
  };
}

async function onceADay(day: number, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (duplicateKey(error) !== "due_days_one_offered_day") throw error;
    throw refuse.due_day_taken(`The unit has due day ${day} already.`, {
      fields: [{ pointer: "/day", detail: "is a due day of the unit already" }],
      cause: error,
    });
  }
}

function toDueDay(row: Row): DueDay {
  return { ...row, version: BigInt(row.version), isDefault: row.isDefault === 1 };
}
