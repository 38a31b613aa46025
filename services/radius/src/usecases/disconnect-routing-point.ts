import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import type { BatchProgress } from "./disconnect-ports.ts";
import type { Sees } from "./live-login.ts";
import type { Radius } from "./ports.ts";

type Scope = Pick<Radius, "network" | "sessions" | "disconnects" | "requests">;

export type DisconnectRoutingPoint = (
  request: WriteRequest,
  asked: {
    readonly routingPointId: string;
    readonly confirmCount: number;
    readonly requestedBy: string;
  },
  sees: Sees,
) => Promise<BatchProgress>;

/**
 * Asks for the end of every session of a routing point (C88), when there are as many as the operator was
 * told: who confirms three does not disconnect three thousand.
 */
export function disconnectRoutingPoint(
  transact: Transact<Scope>,
  clock: Clock,
): DisconnectRoutingPoint {
  return (request, { routingPointId, confirmCount, requestedBy }, sees) =>
    transact(async (scope) => {
      const requestedAt = clock.now();
      const { resultId: id, done } = await scope.requests.claim(
        request,
        newId(requestedAt),
        requestedAt,
      );
      await requirePoint(scope, routingPointId, sees);
      if (!done) {
        const open = await scope.sessions.countOpenAt(routingPointId);
        if (open !== confirmCount)
          throw refuse.count_differs(`${open} sessions are open now, not ${confirmCount}.`, {
            details: { count: String(open) },
          });
        await scope.disconnects.queueBatch({ id, routingPointId, requestedBy, requestedAt });
        await scope.requests.finish(request, requestedAt);
      }
      const batch = await scope.disconnects.findBatch(id);
      if (batch === null) throw new Error(`the batch ${id} was queued and is not there`);
      return batch;
    });
}

/** Refuses what does not exist or is another unit's. */
export async function requirePoint(
  { network }: Pick<Radius, "network">,
  id: string,
  sees: Sees,
): Promise<void> {
  const point = await network.findRoutingPoint(id);
  if (point === null || !sees(point.businessUnitId))
    throw refuse.routing_point_not_found(`There is no routing point ${id}.`);
}
