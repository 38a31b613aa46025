import { type EntityManager, type FindOptionsWhere, In, LessThan, LessThanOrEqual } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { Operation } from "../domain/operation.ts";
import type { Operations } from "../usecases/operation-ports.ts";
import { type OperationRow, operationSchema } from "./operation-schemas.ts";
import { inUnits } from "./visible.ts";

const locked = { lock: { mode: "pessimistic_write" as const } };

export function mysqlOperations(manager: EntityManager): Operations {
  /**
   * Those of one subscription that are in a state, which is locked. Row by row: a lock by the state's
   * index would make other subscriptions wait.
   */
  const lockIn = async (where: FindOptionsWhere<OperationRow>): Promise<Operation[]> => {
    const found = await manager.find(operationSchema, { select: { id: true }, where });
    const held: Operation[] = [];
    for (const { id } of found.sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const row = await manager.findOne(operationSchema, { where: { id }, ...locked });
      if (row !== null && row.state === where.state) held.push(toOperation(row));
    }
    return held;
  };
  return {
    async add(operation) {
      await manager.insert(operationSchema, operation);
    },
    async save(operation) {
      const { id, ...columns } = operation;
      await manager.update(operationSchema, { id }, columns);
    },
    async find(id, units) {
      const row = await manager.findOneBy(operationSchema, { id, ...inUnits(units) });
      if (row === null) throw refuse.operation_not_found(`There is no operation ${id}.`);
      return toOperation(row);
    },
    async lock(id) {
      const row = await manager.findOne(operationSchema, { where: { id }, ...locked });
      return row === null ? null : toOperation(row);
    },
    async lockRunning({ id, predecessorId }) {
      // What made it was announced on its predecessor.
      const subscriptionId = In(predecessorId === "" ? [id] : [id, predecessorId]);
      const found = await lockIn({ subscriptionId, state: "running" });
      return found.filter(
        (held) => held.subscriptionId === id || held.successorSubscriptionId === id,
      );
    },
    lockScheduled: (subscriptionId) => lockIn({ subscriptionId, state: "scheduled" }),
    async scheduledOf(subscriptionId) {
      const where = { subscriptionId, state: "scheduled" as const };
      return (await manager.findBy(operationSchema, where)).map(toOperation);
    },
    async due(on, limit) {
      const rows = await manager.find(operationSchema, {
        where: { state: "scheduled", on: LessThanOrEqual(on) },
        order: { on: "ASC", id: "ASC" },
        take: limit,
      });
      return rows.map(toOperation);
    },
    async forgetPasswords(now) {
      await manager.update(
        operationSchema,
        { passwordsUntil: LessThan(now) },
        { passwordsUntil: null },
      );
    },
    async list({ subscriptionId, state }, units, { limit, after }) {
      const shared = {
        ...inUnits(units),
        ...(state !== "" && { state: state as Operation["state"] }),
        ...(after !== "" && { id: LessThan(after) }),
      };
      const either = [
        { ...shared, subscriptionId },
        { ...shared, successorSubscriptionId: subscriptionId },
      ];
      const rows = await manager.find(operationSchema, {
        where: subscriptionId === "" ? shared : either,
        order: { id: "DESC" },
        take: limit,
      });
      return rows.map(toOperation);
    },
  };
}

function toOperation(row: OperationRow): Operation {
  return { ...row, warnings: row.warnings ?? [] };
}
