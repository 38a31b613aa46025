import type { Transact } from "@isp/db";
import { derivedRequestId } from "@isp/kernel";
import type { Operation } from "../domain/operation.ts";
import type { Neighbours } from "./neighbour-ports.ts";
import type { PlansScope, Units } from "./ports.ts";

export type RetryOperation = (
  requestId: string,
  operationId: string,
  units: Units,
) => Promise<Operation>;

/** Asks the participants whose step is pending or refused to try again. */
export function retryOperation(
  transact: Transact<PlansScope>,
  neighbours: Neighbours,
): RetryOperation {
  return async (requestId, operationId, units) => {
    const operation = await transact(({ operations }) => operations.find(operationId, units));
    const open = operation.steps.filter(({ state }) => state === "pending" || state === "refused");
    await Promise.all(
      open.map(({ service }) =>
        neighbours.retry(service, derivedRequestId(requestId, service), operationId),
      ),
    );
    return transact(({ operations }) => operations.find(operationId, units));
  };
}
