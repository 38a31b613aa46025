import { type EntityManager, In } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { Contracts } from "../usecases/contract-ports.ts";
import type { Units } from "../usecases/ports.ts";
import { acceptedContractSchema, contractTemplateSchema } from "./contract.schema.ts";

export function mysqlContracts(manager: EntityManager): Contracts {
  const read = async (id: string, units: Units, lock: boolean) => {
    const template = await manager.findOne(contractTemplateSchema, {
      where: { id, ...seenIn(units) },
      ...(lock && { lock: { mode: "pessimistic_write" as const } }),
    });
    if (template === null) throw refuse.template_not_found(`There is no template ${id}.`);
    return template;
  };
  return {
    async addTemplate(template) {
      await manager.insert(contractTemplateSchema, template);
    },
    async saveTemplate({ id, ...columns }) {
      await manager.update(contractTemplateSchema, { id }, columns);
    },
    async removeTemplate(id) {
      await manager.delete(contractTemplateSchema, { id });
    },
    findTemplate: (id, units) => read(id, units, false),
    lockTemplate: (id, units) => read(id, units, true),
    listTemplates: ({ businessUnitId, withArchived }, units) =>
      manager.find(contractTemplateSchema, {
        where: {
          ...seenIn(businessUnitId === "" ? units : narrowed(businessUnitId, units)),
          ...(withArchived ? {} : { archived: false }),
        },
        order: { name: "ASC", id: "ASC" },
      }),
    async countNaming(templateId) {
      const [row] = await manager.query<{ count: string }[]>(
        `SELECT COUNT(*) AS count FROM subscriptions WHERE JSON_VALUE(contract, '$.templateId') = ?`,
        [templateId],
      );
      return Number(row?.count ?? 0);
    },
    accepted: (subscriptionId) => manager.findOneBy(acceptedContractSchema, { subscriptionId }),
    async accept(contract) {
      await manager.insert(acceptedContractSchema, contract);
    },
  };
}

/** What serves every unit is seen by all. */
function seenIn(units: Units) {
  return units === "all" ? {} : { businessUnitId: In(["", ...units]) };
}

function narrowed(businessUnitId: string, units: Units): Units {
  return units === "all" || units.includes(businessUnitId) ? [businessUnitId] : [];
}
