import type { radius } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { SecretBox } from "@isp/kernel";
import { type Caller, type Handlers, sees } from "@isp/rpc";
import { refuse } from "../domain/errors.ts";
import type { Radius } from "../usecases/ports.ts";
import { isSeen, type WriteNas } from "../usecases/write-nas.ts";
import type { WriteRoutingPoint } from "../usecases/write-routing-point.ts";
import { writeRequests } from "@isp/runtime";
import { toNasMessage, toRoutingPointMessage } from "./messages.ts";
import { paged, pageLimit } from "./paging.ts";
import { given, requireRequestId } from "./request.ts";

export type NetworkDependencies = {
  readonly transact: Transact<Pick<Radius, "network">>;
  readonly routingPoints: WriteRoutingPoint;
  readonly nas: WriteNas;
  readonly box: SecretBox;
};

type Service = Handlers<typeof radius.NetworkServiceService>;
type RoutingPointMethod = Extract<keyof Service, `${string}RoutingPoint${string}`>;

export function networkService(dependencies: NetworkDependencies): Service {
  return { ...routingPointMethods(dependencies), ...nasMethods(dependencies) };
}

function routingPointMethods({
  transact,
  routingPoints,
  box,
}: NetworkDependencies): Pick<Service, RoutingPointMethod> {
  return {
    async createRoutingPoint(request, caller) {
      requireRequestId(request);
      const { businessUnitId, name, kind } = given(request.routingPoint, "routingPoint");
      const write = writeRequests(box)("CreateRoutingPoint", request);
      const point = await routingPoints.create(
        write,
        { businessUnitId, name, kind },
        seenBy(caller),
      );
      return { routingPoint: toRoutingPointMessage(point) };
    },
    async updateRoutingPoint(request, caller) {
      requireRequestId(request);
      const { id, version, name, kind } = given(request.routingPoint, "routingPoint");
      const write = writeRequests(box)("UpdateRoutingPoint", request);
      const change = { id, version, name, kind };
      const point = await routingPoints.update(write, change, seenBy(caller));
      return { routingPoint: toRoutingPointMessage(point) };
    },
    async deleteRoutingPoint(request, caller) {
      requireRequestId(request);
      const write = writeRequests(box)("DeleteRoutingPoint", request);
      await routingPoints.remove(write, request, seenBy(caller));
      return {};
    },
    async getRoutingPoint({ id }, caller) {
      const point = await transact(({ network }) => network.findRoutingPoint(id));
      if (point === null || !sees(caller, point.businessUnitId))
        throw refuse.routing_point_not_found(`There is no routing point ${id}.`);
      return { routingPoint: toRoutingPointMessage(point) };
    },
    listRoutingPoints: (request, caller) => listRoutingPoints(transact, request, caller),
    async checkRoutingPoint({ id, businessUnitId }) {
      const point = await transact(({ network }) => network.findRoutingPoint(id));
      return { exists: point?.businessUnitId === businessUnitId };
    },
  };
}

async function listRoutingPoints(
  transact: NetworkDependencies["transact"],
  { businessUnitId, pageSize, pageToken }: radius.ListRoutingPointsRequest,
  caller: Caller,
): Promise<radius.ListRoutingPointsResponse> {
  const limit = pageLimit(pageSize);
  const units = unitsOf(caller, businessUnitId);
  const found = await transact(({ network }) =>
    network.pageRoutingPoints({ units, after: pageToken, limit: limit + 1 }),
  );
  const { rows, nextPageToken } = paged(found, limit);
  return { routingPoints: rows.map(toRoutingPointMessage), nextPageToken };
}

function nasMethods({
  transact,
  nas,
  box,
}: NetworkDependencies): Omit<Service, RoutingPointMethod> {
  return {
    async createNas(request, caller) {
      requireRequestId(request);
      const write = writeRequests(box)("CreateNas", request);
      const { id: _, version: __, ...values } = nasOf(request.nas);
      const created = await nas.create(write, values, request.secret, nasSeenBy(caller));
      return { nas: toNasMessage(created) };
    },
    async updateNas(request, caller) {
      requireRequestId(request);
      const write = writeRequests(box)("UpdateNas", request);
      const change = nasOf(request.nas);
      const changed = await nas.update(write, change, request.secret, nasSeenBy(caller));
      return { nas: toNasMessage(changed) };
    },
    async deleteNas(request, caller) {
      requireRequestId(request);
      const write = writeRequests(box)("DeleteNas", request);
      await nas.remove(write, request, nasSeenBy(caller));
      return {};
    },
    async getNas({ id }, caller) {
      const found = await transact(async ({ network }) => {
        const known = await network.findNas(id);
        return known !== null && (await isSeen(network, known, nasSeenBy(caller))) ? known : null;
      });
      if (found === null) throw refuse.nas_not_found(`There is no NAS ${id}.`);
      return { nas: toNasMessage(found) };
    },
    async listNas({ pageSize, pageToken }, caller) {
      const limit = pageLimit(pageSize);
      const found = await transact(({ network }) =>
        network.pageNas({ units: caller.units, after: pageToken, limit: limit + 1 }),
      );
      const { rows, nextPageToken } = paged(found, limit);
      return { nas: rows.map(toNasMessage), nextPageToken };
    },
  };
}

function nasOf(message: radius.Nas | undefined) {
  const { routingPointId, ...values } = given(message, "nas");
  return { ...values, routingPointId: routingPointId === "" ? null : routingPointId };
}

function seenBy(caller: Caller): (businessUnitId: string) => boolean {
  return (businessUnitId) => sees(caller, businessUnitId);
}

/** A NAS without a routing point belongs to no unit: only who sees them all sees it. */
function nasSeenBy(caller: Caller): (businessUnitId: string | null) => boolean {
  return (businessUnitId) =>
    businessUnitId === null ? caller.units === "all" : sees(caller, businessUnitId);
}

/** One unit if it was asked for, as far as the caller may see it. */
function unitsOf(caller: Caller, businessUnitId: string): readonly string[] | "all" {
  if (businessUnitId === "") return caller.units;
  return sees(caller, businessUnitId) ? [businessUnitId] : [];
}
