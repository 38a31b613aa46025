import { type EntityManager, MoreThan } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { Plan } from "../domain/plan.ts";
import type { Plans } from "../usecases/ports.ts";
import { type PlanRow, planSchema } from "./schemas.ts";
import { inUnits } from "./visible.ts";

export function mysqlPlans(manager: EntityManager): Plans {
  return {
    async add(plan, publishedAt) {
      await manager.insert(planSchema, { ...plan, name: plan.terms.name });
      await manager.query("INSERT INTO price_versions VALUES (?, ?, ?, ?)", [
        plan.priceVersionId,
        plan.id,
        plan.priceCents.toString(),
        publishedAt,
      ]);
    },
    async find(id, units) {
      const row = await manager.findOneBy(planSchema, { id, ...inUnits(units) });
      if (row === null) throw refuse.plan_not_found(`There is no plan ${id}.`);
      return toPlan(row);
    },
    async list(businessUnitId, units, { limit, after }) {
      const rows = await manager.find(planSchema, {
        where: {
          ...inUnits(units),
          ...(businessUnitId !== "" &&
            (units === "all" || units.includes(businessUnitId)) && { businessUnitId }),
          ...(after !== "" && { id: MoreThan(after) }),
        },
        order: { id: "ASC" },
        take: limit,
      });
      return rows
        .filter((row) => businessUnitId === "" || row.businessUnitId === businessUnitId)
        .map(toPlan);
    },
  };
}

function toPlan({ name: _name, ...plan }: PlanRow): Plan {
  return plan;
}
