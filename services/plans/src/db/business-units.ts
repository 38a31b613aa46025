import { duplicateKey } from "@isp/db";
import { type EntityManager, type FindOneOptions, In, MoreThan } from "typeorm";
import { type BusinessUnit, servedCities } from "../domain/business-unit.ts";
import { refuse } from "../domain/errors.ts";
import { fold } from "../domain/text.ts";
import type { BusinessUnits } from "../usecases/catalogue-ports.ts";
import type { Units } from "../usecases/ports.ts";
import { businessUnitSchema } from "./schemas.ts";

export function mysqlBusinessUnits(manager: EntityManager): BusinessUnits {
  return {
    async add(unit) {
      await manager.insert(businessUnitSchema, unit);
      await serve(manager, unit);
    },
    async save(unit) {
      const { id, ...columns } = unit;
      await manager.update(businessUnitSchema, { id }, columns);
      await manager.query("DELETE FROM served_cities WHERE business_unit_id = ?", [id]);
      await serve(manager, unit);
    },
    async remove(id) {
      await manager.query("DELETE FROM served_cities WHERE business_unit_id = ?", [id]);
      await manager.delete(businessUnitSchema, { id });
    },
    async uses(id) {
      const tables = ["customers", "plans", "subscriptions", "list_entries"] as const;
      const counts = await Promise.all(tables.map((table) => countIn(manager, table, id)));
      return Object.fromEntries(tables.map((table, index) => [table, counts[index] ?? 0]));
    },
    find: (id, units) => read(manager, id, units, {}),
    lock: (id, units) => read(manager, id, units, { lock: { mode: "pessimistic_write" } }),
    async ofCity(city) {
      const [served] = await manager.query<{ id: string }[]>(
        "SELECT business_unit_id AS id FROM served_cities WHERE city = ?",
        [fold(city)],
      );
      return served === undefined
        ? null
        : manager.findOneByOrFail(businessUnitSchema, { id: served.id });
    },
    list: (units, { limit, after }) =>
      manager.find(businessUnitSchema, {
        where: {
          ...(units !== "all" && { id: In([...units]) }),
          ...(after !== "" && { id: MoreThan(after) }),
        },
        order: { id: "ASC" },
        take: limit,
      }),
  };
}

async function read(
  manager: EntityManager,
  id: string,
  units: Units,
  options: Pick<FindOneOptions<BusinessUnit>, "lock">,
): Promise<BusinessUnit> {
  const visible = units === "all" || units.includes(id);
  const unit = visible
    ? await manager.findOne(businessUnitSchema, { where: { id }, ...options })
    : null;
  if (unit === null) throw refuse.business_unit_not_found(`There is no business unit ${id}.`);
  return unit;
}

async function serve(manager: EntityManager, unit: BusinessUnit): Promise<void> {
  const rows = servedCities(unit).map((city) => [city, unit.id]);
  try {
    await manager.query("INSERT INTO served_cities (city, business_unit_id) VALUES ?", [rows]);
  } catch (error) {
    if (duplicateKey(error) === undefined) throw error;
    throw refuse.city_taken("Another business unit serves one of these cities.", {
      fields: [
        {
          pointer: "/city",
          detail: "is served by another business unit, or one of the other cities is",
        },
      ],
      cause: error,
    });
  }
}

async function countIn(manager: EntityManager, table: string, unitId: string): Promise<number> {
  const [row] = await manager.query<{ count: string }[]>(
    `SELECT COUNT(*) AS count FROM ${table} WHERE business_unit_id = ?`,
    [unitId],
  );
  return Number(row?.count ?? 0);
}
