import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { type Operation, takeBack } from "../domain/operation.ts";
import { refuse } from "../domain/errors.ts";
import { idempotently } from "./idempotent.ts";
import { saveFinished } from "./make-room.ts";
import type { PlansScope, Units } from "./ports.ts";

export type CancelOperation = (
  request: WriteRequest,
  operationId: string,
  units: Units,
) => Promise<Operation>;

/** Takes a scheduled operation back before its day; what was reserved for it is free again. */
export function cancelOperation(transact: Transact<PlansScope>, clock: Clock): CancelOperation {
  return (request, operationId, units) =>
    idempotently(transact, clock, request, {
      id: operationId,
      async first(scope, id) {
        await scope.operations.find(id, units);
        const now = clock.now();
        const present = await scope.operations.lock(id);
        if (present === null) throw refuse.operation_not_found(`There is no operation ${id}.`);
        const taken = takeBack(present, null, now);
        await saveFinished(scope, taken, now);
        return taken;
      },
      again: ({ operations }, id) => operations.find(id, units),
    });
}
