import { duplicateKey } from "@isp/db";
import { type EntityManager, In, MoreThan } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { Domains, Units } from "../usecases/ports.ts";
import { domainSchema } from "./domain.schema.ts";

export function mysqlDomains(manager: EntityManager): Domains {
  return {
    async add(domain) {
      try {
        await manager.insert(domainSchema, domain);
      } catch (error) {
        if (duplicateKey(error) !== "domains_one_name") throw error;
        throw refuse.domain_taken(`${domain.name} is registered already.`, {
          fields: [{ pointer: "/name", detail: "is registered already" }],
          cause: error,
        });
      }
    },
    async save({ id, ...columns }) {
      await manager.update(domainSchema, { id }, columns);
    },
    async find(id, units) {
      const domain = await manager.findOneBy(domainSchema, { id, ...inUnits(units) });
      if (domain === null) throw refuse.domain_not_found(`There is no domain ${id}.`);
      return domain;
    },
    lockOfSubscription: (subscriptionId) =>
      manager.find(domainSchema, {
        where: { subscriptionId },
        order: { id: "ASC" },
        lock: { mode: "pessimistic_write" },
      }),
    list: ({ subscriptionIds, customerIds, units, after, limit }) =>
      manager.find(domainSchema, {
        where: {
          ...inUnits(units),
          ...(subscriptionIds.length > 0 && { subscriptionId: In([...subscriptionIds]) }),
          ...(customerIds.length > 0 && { customerId: In([...customerIds]) }),
          ...(after !== "" && { id: MoreThan(after) }),
        },
        order: { id: "ASC" },
        take: limit,
      }),
  };
}

function inUnits(units: Units) {
  return units === "all" ? {} : { businessUnitId: In([...units]) };
}
