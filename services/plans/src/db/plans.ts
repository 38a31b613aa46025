import { type EntityManager, type FindOneOptions, MoreThan } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { Plan } from "../domain/plan.ts";
import type { Plans } from "../usecases/catalogue-ports.ts";
import type { Units } from "../usecases/ports.ts";
import { type PlanRow, planSchema } from "./schemas.ts";
import { inUnits } from "./visible.ts";

export function mysqlPlans(manager: EntityManager): Plans {
  return {
    async add(plan, publishedAt) {
      await manager.insert(planSchema, { ...plan, name: plan.terms.name });
      await keepPrice(manager, plan, publishedAt);
    },
    async save(plan, at) {
      const { id, ...columns } = plan;
      await manager.update(planSchema, { id }, { ...columns, name: plan.terms.name });
      await keepPrice(manager, plan, at);
    },
    async remove(id) {
      await manager.query("DELETE FROM price_versions WHERE plan_id = ?", [id]);
      await manager.delete(planSchema, { id });
    },
    async countSold(id) {
      const [row] = await manager.query<{ count: string }[]>(
        "SELECT COUNT(*) AS count FROM subscriptions WHERE plan_id = ?",
        [id],
      );
      return Number(row?.count ?? 0);
    },
    async prices(id) {
      const rows = await manager.query<PriceRow[]>(
        `SELECT id, price_cents AS priceCents, published_at AS publishedAt,
           (SELECT COUNT(*) FROM subscriptions s
            WHERE s.plan_id = p.plan_id AND s.price_version_id = p.id AND s.ended_on IS NULL) AS subscriptions
         FROM price_versions p WHERE plan_id = ? ORDER BY published_at DESC, id DESC`,
        [id],
      );
      return rows.map((row) => ({
        ...row,
        priceCents: BigInt(row.priceCents),
        subscriptions: BigInt(row.subscriptions),
      }));
    },
    find: (id, units) => read(manager, id, units, {}),
    lock: (id, units) => read(manager, id, units, { lock: { mode: "pessimistic_write" } }),
    async list({ businessUnitId, withArchived }, units, { limit, after }) {
      const rows = await manager.find(planSchema, {
        where: {
          ...inUnits(units),
          ...(businessUnitId !== "" &&
            (units === "all" || units.includes(businessUnitId)) && { businessUnitId }),
          ...(!withArchived && { archived: false }),
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

type PriceRow = {
  readonly id: string;
  readonly priceCents: string;
  readonly publishedAt: Date;
  readonly subscriptions: string;
};

async function read(
  manager: EntityManager,
  id: string,
  units: Units,
  options: Pick<FindOneOptions<PlanRow>, "lock">,
): Promise<Plan> {
  const where = { id, ...inUnits(units) };
  const row = await manager.findOne(planSchema, { where, ...options });
  if (row === null) throw refuse.plan_not_found(`There is no plan ${id}.`);
  return toPlan(row);
}

async function keepPrice(manager: EntityManager, plan: Plan, at: Date): Promise<void> {
  const { priceVersionId, id, priceCents } = plan;
  await manager.query("INSERT IGNORE INTO price_versions VALUES (?, ?, ?, ?)", [
    priceVersionId,
    id,
    priceCents.toString(),
    at,
  ]);
}

function toPlan({ name: _name, ...plan }: PlanRow): Plan {
  return plan;
}
