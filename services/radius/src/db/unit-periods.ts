import type { EntityManager } from "typeorm";
import type { Period } from "../domain/business-hours.ts";
import type { UnitPeriods } from "../usecases/ports.ts";

type Changed = { readonly affectedRows: number };

export function mysqlUnitPeriods(manager: EntityManager): UnitPeriods {
  return {
    async all() {
      const rows = await manager.query<{ readonly unitId: string; readonly period: Period }[]>(
        "SELECT unit_id AS unitId, period FROM unit_periods",
      );
      return new Map(rows.map(({ unitId, period }) => [unitId, period]));
    },
    async change(unitId, { from, to }, since) {
      const changed =
        from === undefined
          ? await manager.query<Changed>("INSERT IGNORE INTO unit_periods VALUES (?, ?, ?)", [
              unitId,
              to,
              since,
            ])
          : await manager.query<Changed>(
              "UPDATE unit_periods SET period = ?, since = ? WHERE unit_id = ? AND period = ?",
              [to, since, unitId, from],
            );
      return changed.affectedRows === 1;
    },
  };
}
