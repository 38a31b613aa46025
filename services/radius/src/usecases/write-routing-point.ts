import { radiusEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import { expectVersion, refuse } from "../domain/errors.ts";
import { checkRoutingPoint, type RoutingPoint } from "../domain/network.ts";
import { routingPointFact } from "../events/published.ts";
import type { Radius } from "./ports.ts";

type Sees = (businessUnitId: string) => boolean;
type Scope = Pick<Radius, "network" | "logins" | "ips" | "requests" | "outbox">;

export type WriteRoutingPoint = {
  readonly create: (
    request: WriteRequest,
    point: Omit<RoutingPoint, "id" | "version">,
    sees: Sees,
  ) => Promise<RoutingPoint>;
  /** `point.version` is the one that was read. */
  readonly update: (
    request: WriteRequest,
    point: Omit<RoutingPoint, "businessUnitId">,
    sees: Sees,
  ) => Promise<RoutingPoint>;
  readonly remove: (
    request: WriteRequest,
    named: { readonly id: string; readonly expectedVersion: bigint },
    sees: Sees,
  ) => Promise<void>;
};

/** Registers, changes and removes routing points (C15). */
export function writeRoutingPoint(transact: Transact<Scope>, clock: Clock): WriteRoutingPoint {
  return {
    async create(request, given, sees) {
      checkRoutingPoint(given);
      if (!sees(given.businessUnitId))
        throw refuse.field_invalid("The business unit is not one of yours.", {
          fields: [{ pointer: "/businessUnitId", detail: "is not one of yours" }],
        });
      return transact(async (scope) => {
        const now = clock.now();
        const { resultId, done } = await scope.requests.claim(request, newId(now), now);
        if (done) return existing(scope, resultId, sees);
        const point = { ...given, id: resultId, version: 1n };
        await scope.network.addRoutingPoint(point);
        await announce(scope, "registered", point);
        await scope.requests.finish(request, now);
        return point;
      });
    },
    async update(request, given, sees) {
      checkRoutingPoint(given);
      return transact(async (scope) => {
        const { done } = await scope.requests.claim(request, given.id, clock.now());
        const known = await existing(scope, given.id, sees);
        if (done) return known;
        if (known.version !== given.version)
          throw refuse.changed_meanwhile("Somebody changed the routing point meanwhile.");
        const point = { ...known, ...given, version: known.version + 1n };
        await scope.network.saveRoutingPoint(point);
        await announce(scope, "changed", point);
        await scope.requests.finish(request, clock.now());
        return point;
      });
    },
    remove: (request, { id, expectedVersion }, sees) =>
      transact(async (scope) => {
        const { done } = await scope.requests.claim(request, id, clock.now());
        if (done) return;
        const point = await existing(scope, id, sees);
        expectVersion(expectedVersion, point.version);
        const { logins, ips, network } = scope;
        const counted = [logins.countAt(id), ips.countAt(id), network.countNasAt(id)];
        const uses = (await Promise.all(counted)).reduce((sum, count) => sum + count, 0);
        if (uses > 0)
          throw refuse.routing_point_in_use(
            `${uses} logins, IPs or NAS are at this routing point.`,
            {
              details: { uses: String(uses) },
            },
          );
        await scope.network.removeRoutingPoint(id);
        await announce(scope, "deleted", { ...point, version: point.version + 1n });
        await scope.requests.finish(request, clock.now());
      }),
  };
}

async function existing({ network }: Scope, id: string, sees: Sees): Promise<RoutingPoint> {
  const point = await network.lockRoutingPoint(id);
  if (point === null || !sees(point.businessUnitId))
    throw refuse.routing_point_not_found(`There is no routing point ${id}.`);
  return point;
}

async function announce(
  { outbox }: Scope,
  name: "registered" | "changed" | "deleted",
  point: RoutingPoint,
): Promise<void> {
  await outbox.add(radiusEvents.routingPoint.of(name), routingPointFact(point), {
    aggregateId: point.id,
  });
}
