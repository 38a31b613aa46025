import type { hosting } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { type Handlers, requireAllUnits } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import type { Hosting } from "../usecases/ports.ts";
import type { WriteServers } from "../usecases/write-servers.ts";

const largestPage = 200;

export function serverService(
  look: Transact<Hosting>,
  toRequest: ToWriteRequest,
  servers: WriteServers,
): Handlers<typeof hosting.ServerServiceService> {
  return {
    async createServer(request, caller) {
      requireAllUnits(caller);
      return { server: await servers.create(toRequest("CreateServer", request), request) };
    },
    async getServer({ id }) {
      return { server: await look((scope) => scope.servers.find(id)) };
    },
    async listServers({ kind, pageSize, pageToken }) {
      const limit = Math.min(pageSize > 0 ? pageSize : largestPage, largestPage);
      const page = { after: pageToken, limit };
      const found = await look((scope) => scope.servers.list(kind, page));
      const nextPageToken = found.length < limit ? "" : (found.at(-1)?.id ?? "");
      return { servers: [...found], nextPageToken };
    },
    async updateServer(request, caller) {
      requireAllUnits(caller);
      const { id, expectedVersion, name, host } = request;
      const edit = { id, expectedVersion, name, host };
      return { server: await servers.update(toRequest("UpdateServer", request), edit) };
    },
    async deleteServer(request, caller) {
      requireAllUnits(caller);
      await servers.remove(toRequest("DeleteServer", request), request.id);
      return {};
    },
  };
}
