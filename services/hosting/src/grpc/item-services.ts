import type { hosting } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { toDatabaseMessage, toFtpUserMessage } from "../events/published.ts";
import type { CreateDatabase } from "../usecases/create-database.ts";
import type { CreateFtpUser } from "../usecases/create-ftp-user.ts";
import type { Hosting } from "../usecases/ports.ts";

type Parts = { readonly look: Transact<Hosting>; readonly toRequest: ToWriteRequest };

export function databaseService(
  { look, toRequest }: Parts,
  create: CreateDatabase,
): Handlers<typeof hosting.DatabaseServiceService> {
  return {
    async createDatabase(request, caller) {
      const named = toRequest("CreateDatabase", request);
      const { database, password } = await create(named, request, caller.units);
      return { database: toDatabaseMessage(database), password };
    },
    async getDatabase({ id }, caller) {
      const database = await look(({ databases }) => databases.find(id, caller.units));
      return { database: toDatabaseMessage(database) };
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
  create: CreateFtpUser,
): Handlers<typeof hosting.FtpUserServiceService> {
  return {
    async createFtpUser(request, caller) {
      const { requestId: _requestId, permissions = nothing, ...wanted } = request;
      const named = toRequest("CreateFtpUser", request);
      const user = await create(named, { ...wanted, permissions }, caller.units);
      return { ftpUser: toFtpUserMessage(user) };
    },
    async getFtpUser({ id }, caller) {
      const user = await look(({ ftpUsers }) => ftpUsers.find(id, caller.units));
      return { ftpUser: toFtpUserMessage(user) };
    },
  };
}
