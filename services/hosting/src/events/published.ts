import type { common, hosting } from "@isp/contracts";
import type { Database } from "../domain/database.ts";
import type { Domain } from "../domain/domain.ts";
import type { FtpUser } from "../domain/ftp-user.ts";
import type { ZoneHostItem } from "../domain/zone-host.ts";
import type { HostedItem } from "../domain/hosted-item.ts";

export function toItem(domain: Domain): common.Item {
  const { id, subscriptionId, customerId, businessUnitId, name, version } = domain;
  const { wanted, real } = domain;
  const where = { subscriptionId, customerId, businessUnitId };
  return { id, kind: "domain", parentId: "", ...where, name, main: false, version, wanted, real };
}

export function domainFact(domain: Domain, operationId: string): hosting.DomainFact {
  const { id, version, businessUnitId } = domain;
  return {
    aggregateId: id,
    version,
    businessUnitId,
    operationId,
    item: toItem(domain),
    preparationId: "",
  };
}

export function toDomainMessage(domain: Domain): hosting.Domain {
  const { name, registeredOn, notes, settings, diskBytes } = domain;
  const item = toItem(domain);
  return { item, name, registeredOn: registeredOn ?? "", notes, settings, diskBytes };
}

type Hung = HostedItem & { readonly domainId: string };

function hungItem(kind: "database" | "ftp-user" | "dns-host", held: Hung): common.Item {
  const { id, domainId: parentId, subscriptionId, customerId, businessUnitId } = held;
  const { name, version, wanted, real } = held;
  const where = { parentId, subscriptionId, customerId, businessUnitId };
  return { id, kind, ...where, name, main: false, version, wanted, real };
}

export const databaseItem = (database: Database): common.Item => hungItem("database", database);
export const hostItem = (host: ZoneHostItem): common.Item => hungItem("dns-host", host);
export const ftpUserItem = (user: FtpUser): common.Item => hungItem("ftp-user", user);

/** A database or an FTP user as everybody may know it: never its password. */
export function hungFact(item: common.Item, operationId: string): hosting.DatabaseFact {
  const { id: aggregateId, version, businessUnitId } = item;
  return { aggregateId, version, businessUnitId, operationId, item };
}

/** Where customers reach the servers of databases, by engine. */
export type DatabaseHosts = Readonly<
  Partial<Record<Database["engine"], { readonly host: string; readonly port: number }>>
>;

export function toDatabaseMessage(database: Database, hosts: DatabaseHosts): hosting.Database {
  const { domainId, engine, serverId, name, username, sizeBytes } = database;
  const { host = "", port = 0 } = hosts[engine] ?? {};
  return {
    item: databaseItem(database),
    domainId,
    engine,
    serverId: serverId ?? "",
    name,
    username,
    sizeBytes,
    host,
    port,
  };
}

export function toFtpUserMessage(user: FtpUser): hosting.FtpUser {
  const { domainId, name: username, physicalPath, virtualPath, permissions } = user;
  return { item: ftpUserItem(user), domainId, username, physicalPath, virtualPath, permissions };
}

export function toHostMessage(host: ZoneHostItem): hosting.Host {
  const { domainId, label, type, pointsTo } = host;
  return { item: hostItem(host), domainId, label, type, pointsTo };
}
