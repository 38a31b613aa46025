import type { hosting } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { type DatabaseHosts, toDatabaseMessage, toFtpUserMessage } from "../events/published.ts";
import type { ChangeFtpUser } from "../usecases/change-ftp-user.ts";
import type { DeleteItem } from "../usecases/delete-item.ts";
import type { ChangeDatabasePassword } from "../usecases/change-database-password.ts";
import type { CreateDatabase } from "../usecases/create-database.ts";
import type { CreateFtpUser } from "../usecases/create-ftp-user.ts";
import type { Hosting } from "../usecases/ports.ts";

type Parts = { readonly look: Transact<Hosting>; readonly toRequest: ToWriteRequest };

export function databaseService(
  { look, toRequest }: Parts,
  {
    create,
    changePassword,
    remove,
    hosts,
  }: {
    readonly create: CreateDatabase;
    readonly changePassword: ChangeDatabasePassword;
    readonly remove: DeleteItem;
    readonly hosts: DatabaseHosts;
  },
): Handlers<typeof hosting.DatabaseServiceService> {
  return {
    async createDatabase(request, caller) {
      const named = toRequest("CreateDatabase", request);
      const { database, password } = await create(named, request, caller.units);
      return { database: toDatabaseMessage(database, hosts), password };
    },
    async changeDatabasePassword(request, caller) {
      const named = toRequest("ChangeDatabasePassword", request);
      const { database, password } = await changePassword(named, request.id, caller.units);
      return { database: toDatabaseMessage(database, hosts), password };
    },
    async deleteDatabase(request, caller) {
      await remove(toRequest("DeleteDatabase", request), request.id, caller.units);
      return {};
    },
    async getDatabase({ id }, caller) {
      const database = await look(({ databases }) => databases.find(id, caller.units));
      return { database: toDatabaseMessage(database, hosts) };
    },
  };
}

const nothing = {
  read: false,
  write: false,
  deleteFiles: false,
  recursive: false,
  listDirectories: false,
  createDirectories: false,
  deleteDirectories: false,
};

export function ftpUserService(
  { look, toRequest }: Parts,
  {
    create,
    change,
    remove,
  }: {
    readonly create: CreateFtpUser;
    readonly change: ChangeFtpUser;
    readonly remove: DeleteItem;
  },
): Handlers<typeof hosting.FtpUserServiceService> {
  return {
    async createFtpUser(request, caller) {
      const { requestId: _requestId, permissions = nothing, ...wanted } = request;
      const named = toRequest("CreateFtpUser", request);
      const user = await create(named, { ...wanted, permissions }, caller.units);
      return { ftpUser: toFtpUserMessage(user) };
    },
    async updateFtpUser(request, caller) {
      const { id, expectedVersion, physicalPath, virtualPath, permissions, password } = request;
      const edit = { id, expectedVersion, physicalPath, virtualPath, permissions, password };
      const named = toRequest("UpdateFtpUser", request);
      return { ftpUser: toFtpUserMessage(await change(named, edit, caller.units)) };
    },
    async deleteFtpUser(request, caller) {
      await remove(toRequest("DeleteFtpUser", request), request.id, caller.units);
      return {};
    },
    async getFtpUser({ id }, caller) {
      const user = await look(({ ftpUsers }) => ftpUsers.find(id, caller.units));
      return { ftpUser: toFtpUserMessage(user) };
    },
  };
}
