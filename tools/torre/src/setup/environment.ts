import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Home, repository } from "../system/home.ts";
import type { Ports } from "../system/ports.ts";
import type { ServiceName } from "../system/services.ts";
import { authorityFile, certificateFile, tlsKeyFile } from "./certificates.ts";
import { mailEnvironment } from "./mail-environment.ts";
import { bootstrapFile, dataKeyFile, nkeyFile, type Secrets } from "./secrets.ts";

export type Installation = {
  readonly home: Home;
  readonly ports: Ports;
  readonly secrets: Secrets;
  /** Without the servers that customers use. */
  readonly core: boolean;
};

/** What the operator's shell may hand through to every service. */
const passedThrough = [
  "PATH",
  "HOME",
  "TZ",
  "LANG",
  "LOG_LEVEL",
  "NODE_OPTIONS",
  "NODE_EXTRA_CA_CERTS",
  "OTEL_EXPORTER_OTLP_ENDPOINT",
];

/** The mail server is the operator's own; billing alone writes to customers. */
const mailServer = ["BILLING_SMTP_URL", "BILLING_MAIL_FROM"];

/** Everything one service process is told; it is the same at every restart. */
export function environmentOf(
  name: ServiceName,
  installation: Installation,
  outer: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const { home, ports, secrets } = installation;
  const own = name.toUpperCase();
  const database = `mysql://${name}:${secrets.databases[name]}@127.0.0.1:${ports.mariadb}/${name}`;
  return {
    LOG_LEVEL: "info",
    ...picked(outer),
    NODE_ENV: "production",
    // glibc keeps a pool per thread and hardly gives one back; hashing passwords fills them all.
    MALLOC_ARENA_MAX: "2",
    MALLOC_MMAP_THRESHOLD_: "1048576",
    NATS_URL: `nats://127.0.0.1:${ports.nats}`,
    NATS_NKEY_SEED_FILE: nkeyFile(home, name),
    TLS_CA_FILE: authorityFile(home),
    TLS_CERT_FILE: certificateFile(home, name),
    TLS_KEY_FILE: tlsKeyFile(home, name),
    ...grpcAddresses(ports),
    [`${own}_DATABASE_URL`]: database,
    [`${own}_METRICS_PORT`]: `${ports.metrics[name]}`,
    [`${own}_SECRETS_KEY_FILE`]: dataKeyFile(home, name),
    ...(name === "gateway" ? {} : { [`${own}_GRPC_PORT`]: `${ports.grpc[name]}` }),
    ...(name === "billing" ? picked(outer, mailServer) : {}),
    ...(name === "hosting" ? picked(outer, ["HOSTING_WEB_AGENTS"]) : {}),
    ...special(name, installation),
    ...(name === "mail" && !installation.core ? mailEnvironment(installation, outer) : {}),
  };
}

/** `TORRE_FAILPOINTS_<SERVICE>`: given to the first start only, so that the crash it causes heals. */
export function failpointsOf(
  name: ServiceName | "web_agent",
  outer: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const failpoints = outer[`TORRE_FAILPOINTS_${name.toUpperCase()}`];
  return failpoints === undefined ? {} : { FAILPOINTS: failpoints };
}

function grpcAddresses(ports: Ports): Record<string, string> {
  const pairs = Object.entries(ports.grpc).map(([name, port]) => [
    `${name.toUpperCase()}_GRPC_URL`,
    `127.0.0.1:${port}`,
  ]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

function special(name: ServiceName, { home, ports }: Installation): Record<string, string> {
  if (name === "gateway") {
    return {
      GATEWAY_HTTP_PORT: `${ports.gateway}`,
      GATEWAY_WEB_ROOT: join(repository, "web/dist"),
      GATEWAY_BOOTSTRAP_FILE: bootstrapFile(home),
    };
  }
  if (name !== "radius") return {};
  const spool = join(home.dir, "radius-spool");
  mkdirSync(spool, { recursive: true, mode: 0o700 });
  return {
    RADIUS_AUTH_PORT: `${ports.radiusAuth}`,
    RADIUS_ACCT_PORT: `${ports.radiusAcct}`,
    RADIUS_SPOOL_DIR: spool,
  };
}

function picked(
  outer: NodeJS.ProcessEnv,
  names: readonly string[] = passedThrough,
): Record<string, string> {
  const pairs = names.flatMap((name) => {
    const value = outer[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(pairs);
}
