import { hostingEvents } from "@isp/contracts";
import type { SecretBox } from "@isp/kernel";
import type { Database } from "../../domain/database.ts";
import type { FtpUser } from "../../domain/ftp-user.ts";
import { databaseContext, ftpUserContext } from "../../domain/secret-contexts.ts";
import { databaseItem, ftpUserItem, hungFact } from "../../events/published.ts";
import { ftpPassword } from "./ftp-password.ts";
import type { ItemKind } from "./kind.ts";

type Sealing = Pick<SecretBox, "seal">;

export function databaseKind(box: Sealing, isDriven: boolean): ItemKind<Database> {
  return {
    isDriven,
    kind: "database",
    limit: ({ databases }) => databases,
    exceeded: "hosting.database_limit",
    toItem: databaseItem,
    rows: ({ databases }) => databases,
    say: ({ outbox }, name, database, operationId) =>
      outbox.add(hostingEvents.database.of(name), hungFact(databaseItem(database), operationId), {
        aggregateId: database.id,
      }),
    withPassword: (database, password) => ({
      ...database,
      password: box.seal(password, databaseContext(database.id)),
      passwordRequest: "",
    }),
  };
}

export function ftpUserKind(box: Sealing, isDriven: boolean): ItemKind<FtpUser> {
  return {
    isDriven,
    kind: "ftp-user",
    limit: ({ ftpUsers }) => ftpUsers,
    exceeded: "hosting.ftp_user_limit",
    toItem: ftpUserItem,
    rows: ({ ftpUsers }) => ftpUsers,
    say: ({ outbox }, name, user, operationId) =>
      outbox.add(hostingEvents.ftpUser.of(name), hungFact(ftpUserItem(user), operationId), {
        aggregateId: user.id,
      }),
    withPassword: async (user, password) => ({
      ...user,
      ...(await ftpPassword(password)),
      password: box.seal(password, ftpUserContext(user.id)),
    }),
  };
}
