import type { hosting } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { isGone } from "@isp/kernel";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { toHostMessage } from "../events/published.ts";
import type { ZoneHostItem } from "../domain/zone-host.ts";
import type { ChangeHost } from "../usecases/change-host.ts";
import type { CreateHost } from "../usecases/create-host.ts";
import type { DeleteItem } from "../usecases/delete-item.ts";
import type { Hosting } from "../usecases/ports.ts";

export function hostService(
  { look, toRequest }: { readonly look: Transact<Hosting>; readonly toRequest: ToWriteRequest },
  acts: { readonly create: CreateHost; readonly change: ChangeHost; readonly remove: DeleteItem },
): Handlers<typeof hosting.HostServiceService> {
  return {
    async createHost(request, caller) {
      const named = toRequest("CreateHost", request);
      return { host: toHostMessage(await acts.create(named, request, caller.units)) };
    },
    async getHost({ id }, caller) {
      return { host: toHostMessage(await look(({ hosts }) => hosts.find(id, caller.units))) };
    },
    async listHosts({ domainId }, caller) {
      const hosts = await look(async (scope) => {
        const { subscriptionId } = await scope.domains.find(domainId, caller.units);
        return scope.hosts.ofSubscription(subscriptionId);
      });
      const own = hosts.filter((host) => host.domainId === domainId && !isGone(host));
      return { hosts: own.toSorted(byLabel).map(toHostMessage) };
    },
    async updateHost(request, caller) {
      const { id, expectedVersion, type, pointsTo } = request;
      const named = toRequest("UpdateHost", request);
      const edit = { id, expectedVersion, type, pointsTo };
      return { host: toHostMessage(await acts.change(named, edit, caller.units)) };
    },
    async deleteHost(request, caller) {
      await acts.remove(toRequest("DeleteHost", request), request.id, caller.units);
      return {};
    },
  };
}

const byLabel = (one: ZoneHostItem, other: ZoneHostItem) => one.label.localeCompare(other.label);
