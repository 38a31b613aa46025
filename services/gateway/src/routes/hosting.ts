import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { optionalId, password, word } from "../http/schemas.ts";

const newDatabase = z.strictObject({
  engine: z.enum(["mariadb", "postgresql"]),
  serverId: optionalId,
  name: word(48),
});

const allowed = z.boolean().default(false);
const newFtpUser = z.strictObject({
  username: word(32),
  password,
  physicalPath: word(255).default("/"),
  virtualPath: word(255).default(""),
  permissions: z
    .strictObject({
      read: allowed,
      write: allowed,
      deleteFiles: allowed,
      recursive: allowed,
      listDirectories: allowed,
      createDirectories: allowed,
      deleteDirectories: allowed,
    })
    .prefault({}),
});

/** An item with its own fields beside those that every item has. */
const spread = (held: { readonly item: unknown } | undefined, more: object = {}) => {
  const { item, ...own } = held ?? { item: null };
  return toJson({ ...(item as object | null), ...own, ...more });
};

/** Databases and FTP users of hosted domains. */
export function hostingRoutes(clients: Clients): Endpoint[] {
  return [...databaseRoutes(clients), ...ftpUserRoutes(clients)];
}

function databaseRoutes({ databases }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/domains/{id}/databases",
      summary: "Create a database with its own user; the answer alone says the password (C97)",
      permission: "subscriptions.write",
      status: 201,
      body: newDatabase,
      async handle({ params, body, requestId, caller }) {
        const request = { ...body, requestId, domainId: params["id"] ?? "" };
        const created = await databases.createDatabase(request, { caller });
        return { body: spread(created.database, { password: created.password }) };
      },
    }),
    endpoint({
      method: "get",
      path: "/databases/{id}",
      summary: "Read a database; never its password",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const found = await databases.getDatabase({ id: params["id"] ?? "" }, { caller });
        return { body: spread(found.database) };
      },
    }),
  ];
}

function ftpUserRoutes({ ftpUsers }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/domains/{id}/ftp-users",
      summary: "Create an FTP user of a domain (C96)",
      permission: "subscriptions.write",
      status: 201,
      body: newFtpUser,
      secrets: ["password"],
      async handle({ params, body, requestId, caller }) {
        const request = { ...body, requestId, domainId: params["id"] ?? "" };
        const created = await ftpUsers.createFtpUser(request, { caller });
        return { body: spread(created.ftpUser) };
      },
    }),
    endpoint({
      method: "get",
      path: "/ftp-users/{id}",
      summary: "Read an FTP user; never its password",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const found = await ftpUsers.getFtpUser({ id: params["id"] ?? "" }, { caller });
        return { body: spread(found.ftpUser) };
      },
    }),
  ];
}
