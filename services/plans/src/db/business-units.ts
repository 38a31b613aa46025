import { duplicateKey } from "@isp/db";
import { type EntityManager, In, MoreThan } from "typeorm";
import { servedCities } from "../domain/business-unit.ts";
import { refuse } from "../domain/errors.ts";
import { fold } from "../domain/text.ts";
import type { BusinessUnits } from "../usecases/ports.ts";
import { businessUnitSchema } from "./schemas.ts";

export function mysqlBusinessUnits(manager: EntityManager): BusinessUnits {
  return {
    async add(unit) {
      await manager.insert(businessUnitSchema, unit);
      const rows = servedCities(unit).map((city) => [city, unit.id]);
      try {
        await manager.query("INSERT INTO served_cities (city, business_unit_id) VALUES ?", [rows]);
      } catch (error) {
        if (duplicateKey(error) === undefined) throw error;
        throw refuse.city_taken("Another business unit serves one of these cities.", {
          cause: error,
        });
      }
    },
    async find(id, units) {
      const visible = units === "all" || units.includes(id);
      const unit = visible ? await manager.findOneBy(businessUnitSchema, { id }) : null;
      if (unit === null) throw refuse.business_unit_not_found(`There is no business unit ${id}.`);
      return unit;
    },
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
