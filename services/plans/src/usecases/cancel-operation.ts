import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, derivedRequestId } from "@isp/kernel";
import { type Operation, takeBack } from "../domain/operation.ts";
import { freeAccess } from "./claim-access.ts";
import { idempotently } from "./idempotent.ts";
import { saveFinished } from "./make-room.ts";
import type { Neighbours } from "./neighbour-ports.ts";
import type { PlansScope, Units } from "./ports.ts";

export type CancelOperation = (
  request: WriteRequest,
  operationId: string,
  units: Units,
) => Promise<Operation>;

type Dependencies = {
  readonly transact: Transact<PlansScope>;
  readonly clock: Clock;
  readonly neighbours: Pick<Neighbours, "releaseAccess">;
};

/** Takes a scheduled operation back before its day; a name that was reserved for it is free again. */
export function cancelOperation(deps: Dependencies): CancelOperation {
  return async (request, operationId, units) => {
    let isReserved = false;
    const operation = await idempotently(deps.transact, deps.clock, request, {
      id: operationId,
      async first(scope, id) {
        const now = deps.clock.now();
        const seen = await scope.operations.find(id, units);
        if (seen.state === "scheduled") await scope.subscriptions.lock(seen.subscriptionId, units);
        const taken = takeBack((await scope.operations.lock(id)) ?? seen, null, now);
        await saveFinished(scope, taken, now);
        isReserved = taken.kind === "enable" && (await takeClaim(scope, taken, request, now));
        return taken;
      },
      again: ({ operations }, id) => operations.find(id, units),
    });
    if (isReserved) await release(deps, request, operation);
    return operation;
  };
}

/** Nobody enables while the name is given back: his reservation would go with it. */
async function takeClaim(
  { accessClaims }: PlansScope,
  { subscriptionId }: Operation,
  { requestId }: WriteRequest,
  claimedAt: Date,
): Promise<boolean> {
  const held = await accessClaims.find(subscriptionId);
  if (held === null) return false;
  await accessClaims.save(subscriptionId, { requestId, claimedAt, isDirty: true });
  return true;
}

/** While radius is away the name stays taken a little longer: radius asks about it by itself. */
async function release(
  { transact, neighbours }: Dependencies,
  { requestId }: WriteRequest,
  { subscriptionId }: Operation,
): Promise<void> {
  await neighbours.releaseAccess(derivedRequestId(requestId, "release"), subscriptionId).then(
    () => freeAccess(transact, subscriptionId, requestId),
    () => undefined,
  );
}
