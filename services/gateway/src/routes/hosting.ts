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
const permissions = z.strictObject({
  read: allowed,
  write: allowed,
  deleteFiles: allowed,
  recursive: allowed,
  listDirectories: allowed,
  createDirectories: allowed,
  deleteDirectories: allowed,
});
const ftpEdit = z
  .strictObject({ password, physicalPath: word(255), virtualPath: word(255), permissions })
  .partial();
const newFtpUser = z.strictObject({
  username: word(32),
  password,
  physicalPath: word(255).default("/"),
  virtualPath: word(255).default(""),
  permissions: permissions.prefault({}),
});

/** An item with its own fields beside those that every item has. */
const spread = (held: { readonly item: unknown } | undefined, more: object = {}) => {
  const { item, ...own } = held ?? { item: null };
  return toJson({ ...(item as object | null), ...own, ...more });
};

const versionOf = (held: { readonly item: { readonly version: bigint } | undefined } | undefined) =>
  String(held?.item?.version ?? 0);

/** Databases and FTP users of hosted domains. */
export function hostingRoutes(clients: Clients): Endpoint[] {
  return [...databaseRoutes(clients), ...ftpUserRoutes(clients), ...hostRoutes(clients)];
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
    endpoint({
      method: "post",
      path: "/databases/{id}/password",
      summary:
        "Give a database's user a new password, which the answer alone says; open sessions end (C97)",
      permission: "subscriptions.write",
      status: 200,
      body: z.strictObject({}),
      async handle({ params, requestId, caller }) {
        const request = { requestId, id: params["id"] ?? "" };
        const changed = await databases.changeDatabasePassword(request, { caller });
        return { body: spread(changed.database, { password: changed.password }) };
      },
    }),
    removal("/databases/{id}", "Give a database up; its data is kept 30 days", (...asked) =>
      databases.deleteDatabase(...asked),
    ),
  ];
}

function removal(path: string, summary: string, remove: Removal): Endpoint {
  return endpoint({
    method: "delete",
    path,
    summary,
    permission: "subscriptions.write",
    status: 204,
    async handle({ params, requestId, caller }) {
      await remove({ requestId, id: params["id"] ?? "" }, { caller });
      return {};
    },
  });
}

type Removal = Clients["databases"]["deleteDatabase"] | Clients["ftpUsers"]["deleteFtpUser"];

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
        return { body: spread(found.ftpUser), etag: versionOf(found.ftpUser) };
      },
    }),
    endpoint({
      method: "patch",
      path: "/ftp-users/{id}",
      summary: "Change where an FTP user is and what he may; his open sessions end (C96)",
      permission: "subscriptions.write",
      status: 200,
      needsIfMatch: true,
      body: ftpEdit,
      secrets: ["password"],
      async handle({ params, body, requestId, caller, expectedVersion }) {
        const request = {
          requestId,
          id: params["id"] ?? "",
          expectedVersion,
          physicalPath: body.physicalPath,
          virtualPath: body.virtualPath,
          permissions: body.permissions,
          password: body.password ?? "",
        };
        const { ftpUser } = await ftpUsers.updateFtpUser(request, { caller });
        return { body: spread(ftpUser), etag: versionOf(ftpUser) };
      },
    }),
    removal("/ftp-users/{id}", "Give an FTP user up; the files stay", (...asked) =>
      ftpUsers.deleteFtpUser(...asked),
    ),
  ];
}

const hostFields = { type: z.enum(["alias", "name"]), pointsTo: word(253) };

function hostRoutes({ hosts }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/domains/{id}/hosts",
      summary: "Add a name to a domain's zone (C98)",
      permission: "subscriptions.write",
      status: 201,
      body: z.strictObject({ name: word(253), ...hostFields }),
      async handle({ params, body, requestId, caller }) {
        const request = { ...body, requestId, domainId: params["id"] ?? "" };
        return { body: spread((await hosts.createHost(request, { caller })).host) };
      },
    }),
    endpoint({
      method: "get",
      path: "/domains/{id}/hosts",
      summary: "List the hosts of a domain, by name (C98)",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const { hosts: held } = await hosts.listHosts({ domainId: params["id"] ?? "" }, { caller });
        return { body: { items: held.map((host) => spread(host)) } };
      },
    }),
    endpoint({
      method: "get",
      path: "/hosts/{id}",
      summary: "Read a host of a domain",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const { host } = await hosts.getHost({ id: params["id"] ?? "" }, { caller });
        return { body: spread(host), etag: versionOf(host) };
      },
    }),
    endpoint({
      method: "patch",
      path: "/hosts/{id}",
      summary: "Point a host elsewhere; its name stays (C98)",
      permission: "subscriptions.write",
      status: 200,
      needsIfMatch: true,
      body: z.strictObject(hostFields).partial(),
      async handle({ params, body, requestId, caller, expectedVersion }) {
        const { type, pointsTo } = body;
        const request = { requestId, id: params["id"] ?? "", expectedVersion, type, pointsTo };
        const { host } = await hosts.updateHost(request, { caller });
        return { body: spread(host), etag: versionOf(host) };
      },
    }),
    removal("/hosts/{id}", "Give a host of a domain up", (...asked) => hosts.deleteHost(...asked)),
  ];
}
