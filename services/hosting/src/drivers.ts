import type { Transact } from "@isp/db";
import { type Clock, DomainError, type SecretBox } from "@isp/kernel";
import type { ServiceContext } from "@isp/runtime";
import { mariadbServer } from "./clients/mariadb-server.ts";
import { pdnsServer } from "./clients/pdns.ts";
import { postgresqlServer } from "./clients/postgresql-server.ts";
import { grpcWebAgent } from "./clients/web-agent.ts";
import type { HostingConfig } from "./config.ts";
import type { FtpViews } from "./db/ftp-views.ts";
import type { Database } from "./domain/database.ts";
import type { Domain } from "./domain/domain.ts";
import type { FtpUser } from "./domain/ftp-user.ts";
import type { DatabaseHosts } from "./events/published.ts";
import { databaseDriver } from "./usecases/drive/database-driver.ts";
import { type CompareOne, compareOne } from "./usecases/compare/compare-item.ts";
import { domainZone, type DomainZone } from "./usecases/drive/domain-zone.ts";
import { domainDriver } from "./usecases/drive/domain-driver.ts";
import { driveOne, type DriveOne } from "./usecases/drive/drive-items.ts";
import type { Driver } from "./usecases/drive/driver.ts";
import { ftpDriver } from "./usecases/drive/ftp-driver.ts";
import { settleSteps } from "./usecases/drive/settle-steps.ts";
import { workOff } from "./usecases/drive/work-off.ts";
import { webServers } from "./usecases/drive/web-servers.ts";
import type { WebServers } from "./usecases/drive/web-server.ts";
import type { Erase } from "./usecases/items/forget.ts";
import type { HostedItems } from "./usecases/items/all.ts";
import { domainKind } from "./usecases/items/domains.ts";
import { hostKind } from "./usecases/items/host-kind.ts";
import { hostDriver } from "./usecases/drive/host-driver.ts";
import type { ZoneHostItem } from "./domain/zone-host.ts";
import { databaseKind, ftpUserKind } from "./usecases/items/hung-kinds.ts";
import type { Hosting, WorkKind } from "./usecases/ports.ts";

/** The servers that are configured here, each behind its driver. */
export type Drivers = {
  readonly domain?: Driver<Domain>;
  readonly ftpUser?: Driver<FtpUser>;
  readonly database?: Driver<Database>;
  readonly host?: Driver<ZoneHostItem>;
  /** Beside the driver of domains, for looking at zones. */
  readonly zone?: DomainZone;
  readonly web?: WebServers;
};

type Parts = {
  readonly context: Pick<ServiceContext, "channel" | "clock">;
  readonly look: Transact<Hosting>;
  readonly box: Pick<SecretBox, "open">;
};

export function driversOf(parts: Parts, config: HostingConfig): Drivers {
  const database = databasesOf(parts, config);
  return { ...sitesOf(parts, config), ...(database && { database }) };
}

export function kindsOf({ domain, ftpUser, database, host }: Drivers): readonly WorkKind[] {
  return [
    ...(domain === undefined ? [] : (["domain"] as const)),
    ...(ftpUser === undefined ? [] : (["ftp-user"] as const)),
    ...(database === undefined ? [] : (["database"] as const)),
    ...(host === undefined ? [] : (["dns-host"] as const)),
  ];
}

function sitesOf({ context, look }: Parts, config: HostingConfig): Drivers {
  const { HOSTING_PDNS_URL: url, HOSTING_PDNS_API_KEY: apiKey, HOSTING_WEB_AGENT_URL: at } = config;
  if (url === undefined || apiKey === undefined || at === undefined) return {};
  // One agent stays one, under however many addresses its server is known.
  const agents = new Map<string, ReturnType<typeof grpcWebAgent>>();
  const agentAt = (address: string) => {
    const known = agents.get(address) ?? grpcWebAgent(context.channel("web-agent", address));
    agents.set(address, known);
    return known;
  };
  const agent = agentAt(at);
  const provider = {
    nameServers: config.HOSTING_NAME_SERVERS,
    webAddress: config.HOSTING_WEB_ADDRESS,
  };
  const dns = pdnsServer({ url, apiKey });
  const zone = domainZone({ dns, provider, look, clock: context.clock });
  const further = new Map(
    [...config.HOSTING_WEB_AGENTS].map(([named, address]) => [named, agentAt(address)]),
  );
  const web = webServers({ first: agent, further, look, clock: context.clock });
  const domain = domainDriver({ zone, web, provider, look });
  const host = hostDriver(domain, zone, look);
  const ftpUser = ftpDriver({ server: agent, look, clock: context.clock });
  return ftpViewsOf(config) === null
    ? { zone, web, domain, host }
    : { zone, web, domain, host, ftpUser };
}

function databasesOf({ look, box }: Parts, config: HostingConfig): Driver<Database> | undefined {
  const { HOSTING_MARIADB_URL: mariadb, HOSTING_POSTGRESQL_URL: postgresql } = config;
  if (mariadb === undefined && postgresql === undefined) return undefined;
  const servers = {
    ...(mariadb !== undefined && { mariadb: mariadbServer(mariadb) }),
    ...(postgresql !== undefined && { postgresql: postgresqlServer(postgresql) }),
  };
  return databaseDriver(servers, box, (id, bytes) =>
    look(({ sizes }) => sizes.keepDatabase(id, bytes)),
  );
}

/** Where the FTP server reads, if there is one. */
export function ftpViewsOf(config: HostingConfig): FtpViews | null {
  const { HOSTING_FTP_SCHEMA: schema, HOSTING_SITES_DIR: sitesDir } = config;
  return schema === undefined || sitesDir === undefined ? null : { schema, sitesDir };
}

/** Where customers reach their databases: the administrator's address without his name. */
export function databaseHostsOf(config: HostingConfig): DatabaseHosts {
  const hostOf = (url: string) => {
    const { hostname: host, port } = new URL(url);
    return { host, port: Number(port) };
  };
  const { HOSTING_MARIADB_URL: mariadb, HOSTING_POSTGRESQL_URL: postgresql } = config;
  return {
    ...(mariadb !== undefined && { mariadb: hostOf(mariadb) }),
    ...(postgresql !== undefined && { postgresql: hostOf(postgresql) }),
  };
}

type WorkerParts = {
  readonly look: Transact<Hosting>;
  readonly transact: Transact<Hosting>;
  readonly clock: Clock;
  readonly log: ServiceContext["log"];
  readonly box: Pick<SecretBox, "seal">;
};

/** The worker that brings items to their servers, and steps to their ends. */
export function serverWorkers(
  { look, transact, clock, log, box }: WorkerParts,
  { domain, ftpUser, database, host }: Drivers,
  items: Pick<HostedItems, "named">,
) {
  const onFailure = (error: unknown, itemId: string) => {
    const away = error instanceof DomainError;
    if (away) log.warn({ itemId, code: error.code }, error.message);
    else log.error({ itemId, err: error }, "a server did not take an item over");
  };
  const parts = { look, transact, clock, onFailure };
  const one: Partial<Record<WorkKind, DriveOne>> = {
    ...(domain && { domain: driveOne(parts, domainKind(true), domain) }),
    ...(database && { database: driveOne(parts, databaseKind(box, true), database) }),
    ...(host && { "dns-host": driveOne(parts, hostKind(true), host) }),
    ...(ftpUser && { "ftp-user": driveOne(parts, ftpUserKind(box, true), ftpUser) }),
  };
  const work = workOff(look, clock, one, (err) => log.error({ err }, "an item was not worked on"));
  const settle = settleSteps(look, transact, items, clock);
  return {
    name: "servers",
    everyMs: 500,
    ended: work.ended,
    async run() {
      await work.begin();
      await settle();
    },
  };
}

/** Those that compare items with their servers; where there is none an item stays as it was known. */
export function comparisonsOf(
  parts: Pick<WorkerParts, "look" | "transact" | "clock" | "box">,
  { domain, ftpUser, database, host }: Drivers,
): Record<WorkKind, CompareOne> {
  const { box } = parts;
  return {
    domain: compareOne(parts, domainKind(true), domain),
    database: compareOne(parts, databaseKind(box, true), database),
    "dns-host": compareOne(parts, hostKind(true), host),
    "ftp-user": compareOne(parts, ftpUserKind(box, true), ftpUser),
  };
}

/** Removes the data of what was given up long ago from its server (D13). */
export function eraser({ domain, ftpUser, database, host }: Drivers): Erase {
  return async (kind, item) => {
    if (kind === "domain") await domain?.forget(item as Domain);
    if (kind === "ftp-user") await ftpUser?.forget(item as FtpUser);
    if (kind === "database") await database?.forget(item as Database);
    if (kind === "dns-host") await host?.forget(item as ZoneHostItem);
  };
}
