import { join } from "node:path";
import type { Plan } from "../supervisor/plan.ts";
import type { ServiceName } from "../system/services.ts";
import type { Installation } from "./environment.ts";
import type { HostingServers } from "./hosting/servers.ts";
import { prepareMail } from "./mail.ts";
import { mailReader } from "./mail-reader.ts";
import { ensureMariadb } from "./mariadb.ts";
import { ensureNats } from "./nats.ts";
import { planOf } from "./plan.ts";
import { loadTopology } from "./topology.ts";

/** Lays out the servers' folders and writes their configuration; answers what the supervisor runs. */
export async function prepare(
  installation: Installation,
  services: readonly ServiceName[],
  hosting: HostingServers,
): Promise<Plan> {
  const { home, ports, secrets } = installation;
  const mariadb = await ensureMariadb({
    dir: join(home.dir, "mariadb"),
    port: ports.mariadb,
    rootPassword: secrets.mariadbRoot,
    schemas: secrets.databases,
    readers: { [mailReader]: secrets.mailReader },
    statements: hosting.statements,
    log: join(home.logs, "mariadb-layout.log"),
  });
  const nats = ensureNats({
    home,
    port: ports.nats,
    monitorPort: ports.natsMonitor,
    secrets,
    topology: await loadTopology(),
  });
  const plan = planOf(installation, services, { mariadb, nats, hosting });
  if (installation.core) return plan;
  return { processes: [...plan.processes, ...(await prepareMail(installation))] };
}
