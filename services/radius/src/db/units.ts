import { jsonColumn } from "@isp/db";
import type { EntityManager } from "typeorm";
import { type Unit, usualGarden } from "../domain/unit.ts";
import type { Units } from "../usecases/ports.ts";

type Row = { readonly id: string; readonly version: string; readonly data: string };
type Reads = Pick<EntityManager, "query">;

/** One that was written down before gardens had names has none. */
type KeptUnit = Omit<Unit, "id" | "version" | "walledGardenName"> &
  Partial<Pick<Unit, "walledGardenName">>;

const json = jsonColumn.transformer;

export function mysqlUnits(manager: EntityManager): Units {
  return {
    async keep({ id, version, ...data }) {
      await manager.query(
        `INSERT INTO business_units (id, version, data) VALUES (?) ON DUPLICATE KEY UPDATE
           data = IF(VALUES(version) > version, VALUES(data), data),
           version = GREATEST(version, VALUES(version))`,
        [[id, version.toString(), json.to(data)]],
      );
    },
    async walled(ids) {
      const units =
        ids.length === 0 ? [] : await unitsWhere(manager, "WHERE id IN (?)", [[...ids]]);
      const walled = units.filter(({ suspensionPolicy }) => suspensionPolicy === "walled-garden");
      return new Set(walled.map(({ id }) => id));
    },
    async remove(id) {
      await manager.query("DELETE FROM business_units WHERE id = ?", [id]);
    },
  };
}

/** What changes whenever a unit is added, changed or removed. */
export async function unitStamp(db: Reads): Promise<string> {
  const [row] = await db.query<{ stamp: string }[]>(
    "SELECT CONCAT(COUNT(*), ' ', COALESCE(SUM(version), 0)) AS stamp FROM business_units",
  );
  return row?.stamp ?? "";
}

export function allUnits(db: Reads): Promise<Unit[]> {
  return unitsWhere(db, "", []);
}

async function unitsWhere(db: Reads, rest: string, parameters: unknown[]): Promise<Unit[]> {
  const rows = await db.query<Row[]>(
    `SELECT id, version, data FROM business_units ${rest}`,
    parameters,
  );
  return rows.map(({ id, version, data }) => ({
    walledGardenName: usualGarden,
    ...(json.from(data) as KeptUnit),
    id,
    version: BigInt(version),
  }));
}
