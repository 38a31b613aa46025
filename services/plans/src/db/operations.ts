import { type EntityManager, LessThan } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { Operations } from "../usecases/ports.ts";
import { operationSchema } from "./schemas.ts";
import { inUnits } from "./visible.ts";

const locked = { lock: { mode: "pessimistic_write" as const } };

export function mysqlOperations(manager: EntityManager): Operations {
  return {
    async add(operation) {
      await manager.insert(operationSchema, operation);
    },
    async save(operation) {
      const { id, ...columns } = operation;
      await manager.update(operationSchema, { id }, columns);
    },
    async find(id, units) {
      const operation = await manager.findOneBy(operationSchema, { id, ...inUnits(units) });
      if (operation === null) throw refuse.operation_not_found(`There is no operation ${id}.`);
      return operation;
    },
    lock: (id) => manager.findOne(operationSchema, { where: { id }, ...locked }),
    lockRunning: (subscriptionId) =>
      manager.find(operationSchema, { where: { subscriptionId, state: "running" }, ...locked }),
    list: ({ subscriptionId, state }, units, { limit, after }) =>
      manager.find(operationSchema, {
        where: {
          ...inUnits(units),
          ...(subscriptionId !== "" && { subscriptionId }),
          ...(state !== "" && { state: state as "running" }),
          ...(after !== "" && { id: LessThan(after) }),
        },
        order: { id: "DESC" },
        take: limit,
      }),
  };
}
