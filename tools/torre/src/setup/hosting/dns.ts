import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository, writeWhole } from "../../system/home.ts";
import type { Installation } from "../environment.ts";
import { quote } from "../mariadb.ts";
import { renderDeploy } from "../template.ts";
import { hostingDir, type HostingServer, planned } from "./server.ts";

/** PowerDNS over a schema of its own; the hosting service speaks to its HTTP API alone. */
export function dnsServer(installation: Installation): HostingServer {
  const { ports, secrets } = installation;
  const { pdns, pdnsApi } = secrets.hosting;
  const { dns: port, dnsApi: apiPort } = ports.hosting;
  const dir = hostingDir(installation, "pdns");
  const runDir = join(dir, "run");
  mkdirSync(runDir, { recursive: true, mode: 0o700 });
  const values = { mariadbPort: ports.mariadb, mariadbPassword: pdns, port, apiPort, runDir };
  writeWhole(
    join(dir, "pdns.conf"),
    renderDeploy("hosting/pdns.conf", { ...values, apiKey: pdnsApi }),
  );
  const url = `http://127.0.0.1:${apiPort}`;
  const ready = `${url}/api/v1/servers/localhost`;
  return {
    process: planned(installation, {
      name: "pdns",
      program: "pdns_server",
      args: [`--config-dir=${dir}`],
      ready: { kind: "http", url: ready, headers: { "x-api-key": pdnsApi } },
      after: ["mariadb"],
    }),
    environment: { HOSTING_PDNS_URL: url, HOSTING_PDNS_API_KEY: pdnsApi },
    statements: schemaStatements(pdns),
  };
}

/** The server's tables and the one user who may use them, a statement a line. */
function schemaStatements(password: string): readonly string[] {
  const schema = readFileSync(join(repository, "deploy/hosting/pdns-schema.sql"), "utf8");
  const tables = schema
    .replaceAll(/^--.*$/gm, "")
    .split(";")
    .map((statement) => statement.replaceAll(/\s+/g, " ").trim())
    .filter((statement) => statement !== "")
    .map((statement) => `${statement};`);
  return [
    "CREATE DATABASE IF NOT EXISTS pdns CHARACTER SET latin1;",
    `CREATE USER IF NOT EXISTS 'pdns'@'127.0.0.1' IDENTIFIED BY ${quote(password)};`,
    `ALTER USER 'pdns'@'127.0.0.1' IDENTIFIED BY ${quote(password)};`,
    "GRANT SELECT, INSERT, UPDATE, DELETE ON pdns.* TO 'pdns'@'127.0.0.1';",
    ...tables,
  ];
}
