import { mailAddresses } from "../setup/mail-ports.ts";
import { readBootstrap, readSecrets } from "../setup/secrets.ts";
import type { Plan } from "../supervisor/plan.ts";
import { isReady } from "../supervisor/ready.ts";
import { type Home, readJson } from "./home.ts";
import { runningState } from "./running.ts";
import { isServiceName, presentServices, type ServiceName } from "./services.ts";
import { portsOf, readSettings } from "./settings.ts";

export type ServiceStatus = {
  readonly name: ServiceName;
  readonly healthy: boolean;
  readonly pid: number | null;
  readonly metricsUrl: string;
};

type Server = { readonly host: string; readonly port: number };

/** What `./torre status --json` prints; scripts rely on this shape. */
export type Status = {
  readonly healthy: boolean;
  readonly gateway: { readonly url: string };
  readonly operator: { readonly username: string; readonly password: string };
  readonly apiToken: string;
  readonly radius: {
    readonly host: string;
    readonly authPort: number;
    readonly acctPort: number;
    readonly secret: string;
  };
  readonly nats: { readonly url: string; readonly user: string; readonly password: string };
  readonly mariadb: Server;
  readonly services: readonly ServiceStatus[];
  readonly servers: Readonly<Record<string, Server>>;
};

/** Before the first `up` the shape is the same and holds no secrets. */
const nothingYet = {
  demoNas: "",
  engineer: { user: "", password: "" },
  username: "",
  password: "",
  apiToken: "",
};

/** Reads what is written down and asks every process whether it serves. */
export async function statusOf(home: Home): Promise<Status> {
  const host = "127.0.0.1";
  const { core } = readSettings(home);
  const ports = portsOf(home);
  const { demoNas, engineer } = readSecrets(home) ?? nothingYet;
  const { username, password, apiToken } = readBootstrap(home) ?? nothingYet;
  const [services, serversReady] = await Promise.all([servicesOf(home), areServersReady(home)]);
  return {
    healthy: serversReady && services.length > 0 && services.every(({ healthy }) => healthy),
    gateway: { url: `http://${host}:${ports.gateway}` },
    operator: { username, password },
    apiToken,
    radius: {
      host,
      authPort: ports.radiusAuth,
      acctPort: ports.radiusAcct,
      secret: demoNas,
    },
    nats: { url: `nats://${host}:${ports.nats}`, ...engineer },
    mariadb: { host, port: ports.mariadb },
    services,
    servers: core ? {} : { ...mailAddresses(ports), ...hostingAddresses(home) },
  };
}

/** The servers of customers' items that are planned here. */
function hostingAddresses(home: Home): Status["servers"] {
  const { hosting } = portsOf(home);
  const planned = new Set((readJson<Plan>(home.plan)?.processes ?? []).map(({ name }) => name));
  const all = [
    ["dns", "pdns", hosting.dns],
    ["http", "nginx", hosting.http],
    ["https", "nginx", hosting.https],
    ["ftp", "proftpd", hosting.ftp],
    ["sftp", "proftpd", hosting.sftp],
    ["mariadb", "customers-mariadb", hosting.mariadb],
    ["postgresql", "customers-postgresql", hosting.postgresql],
  ] as const;
  const there = all.filter(([, process]) => planned.has(process));
  return Object.fromEntries(there.map(([name, , port]) => [name, { host: "127.0.0.1", port }]));
}

async function servicesOf(home: Home): Promise<readonly ServiceStatus[]> {
  const ports = portsOf(home);
  const processes = runningState(home)?.processes ?? [];
  const planned = processes.map(({ name }) => name).filter(isServiceName);
  const names = planned.length > 0 ? planned : presentServices();
  return Promise.all(
    names.map(async (name) => {
      const at = `http://127.0.0.1:${ports.metrics[name]}`;
      const pid = processes.find((one) => one.name === name)?.pid ?? 0;
      const healthy = pid > 0 && (await isReady({ kind: "http", url: `${at}/readyz` }));
      return { name, healthy, pid: pid > 0 ? pid : null, metricsUrl: `${at}/metrics` };
    }),
  );
}

async function areServersReady(home: Home): Promise<boolean> {
  if (runningState(home) === undefined) return false;
  const planned = readJson<Plan>(home.plan)?.processes ?? [];
  const servers = planned.filter(({ name }) => !isServiceName(name));
  return (await Promise.all(servers.map(({ ready }) => isReady(ready)))).every(Boolean);
}
