import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { ProcessPlan } from "../../supervisor/plan.ts";
import { missing } from "../debian.ts";
import type { Installation } from "../environment.ts";
import { webAgent } from "./agent.ts";
import { customersMariadb, customersPostgresql } from "./databases.ts";
import { dnsServer } from "./dns.ts";
import { ftpServer } from "./ftp.ts";
import { neededToHost } from "./packages.ts";
import type { HostingServer } from "./server.ts";
import { webServer } from "./web.ts";

/** The servers of customers' items: what is run, and what the hosting service is told of it. */
export type HostingServers = {
  readonly processes: readonly ProcessPlan[];
  readonly environment: Readonly<Record<string, string>>;
  /** What Torre's own MariaDB is to run at every start. */
  readonly statements: readonly string[];
  /** What is not run here, and why, for the operator to read. */
  readonly leftOut: readonly string[];
};

export const noHosting: HostingServers = {
  processes: [],
  environment: {},
  statements: [],
  leftOut: [],
};

type Maker = {
  readonly name: string;
  readonly packages: readonly string[];
  readonly make: (installation: Installation) => HostingServer | Promise<HostingServer>;
};

const makers: readonly Maker[] = [
  { name: "DNS (PowerDNS)", packages: ["pdns-server", "pdns-backend-mysql"], make: dnsServer },
  { name: "web agent", packages: ["nginx", "goaccess"], make: webAgent },
  { name: "web (nginx)", packages: ["nginx"], make: webServer },
  {
    name: "FTP (ProFTPD)",
    packages: ["proftpd-core", "proftpd-mod-mysql", "proftpd-mod-crypto"],
    make: ftpServer,
  },
  { name: "customers' MariaDB", packages: [], make: customersMariadb },
  { name: "customers' PostgreSQL", packages: ["postgresql-15"], make: customersPostgresql },
];

/** Lays out every server that can run here. One that cannot keeps no other from running. */
export async function ensureHosting(installation: Installation): Promise<HostingServers> {
  mkdirSync(join(installation.home.dir, "hosting"), { recursive: true, mode: 0o711 });
  const absent = missing(neededToHost).map((one) => one.package);
  const made = await Promise.all(
    makers.map(async ({ name, packages, make }): Promise<HostingServer> => {
      const lacking = packages.filter((one) => absent.includes(one));
      if (lacking.length > 0)
        return { leftOut: `${name}: ${lacking.join(", ")} is not installed here` };
      const server = await make(installation);
      return server.leftOut === undefined
        ? server
        : { ...server, leftOut: `${name}: ${server.leftOut}` };
    }),
  );
  return {
    processes: made.flatMap(({ process }) => (process === undefined ? [] : [process])),
    environment: Object.assign({}, ...made.map(({ environment }) => environment ?? {})),
    statements: made.flatMap(({ statements }) => statements ?? []),
    leftOut: made.flatMap(({ leftOut }) => (leftOut === undefined ? [] : [leftOut])),
  };
}
