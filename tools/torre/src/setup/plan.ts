import { join } from "node:path";
import type { Plan, ProcessPlan } from "../supervisor/plan.ts";
import { findProgram } from "../system/command.ts";
import { repository } from "../system/home.ts";
import { builtEntry, type ServiceName } from "../system/services.ts";
import { environmentOf, failpointsOf, type Installation } from "./environment.ts";
import type { HostingServers } from "./hosting/servers.ts";

export type ServerArguments = {
  readonly mariadb: readonly string[];
  readonly nats: readonly string[];
  readonly hosting: HostingServers;
};

/** What the supervisor runs: the two servers, then every service. */
export function planOf(
  installation: Installation,
  services: readonly ServiceName[],
  args: ServerArguments,
): Plan {
  const { ports } = installation;
  const { processes, environment } = args.hosting;
  return {
    processes: [
      server("mariadb", "mariadbd", { installation, args: args.mariadb, port: ports.mariadb }),
      server("nats", "nats-server", { installation, args: args.nats, port: ports.nats }),
      ...processes,
      ...services.map((name) => service(name, installation, name === "hosting" ? environment : {})),
    ],
  };
}

function server(
  name: string,
  program: string,
  {
    installation,
    args,
    port,
  }: { installation: Installation; args: readonly string[]; port: number },
): ProcessPlan {
  return {
    name,
    program: findProgram(program) ?? program,
    args,
    cwd: installation.home.dir,
    env: { PATH: process.env["PATH"] ?? "" },
    log: join(installation.home.logs, `${name}.log`),
    ready: { kind: "greeting", port },
    after: [],
    stopMs: 20_000,
  };
}

function service(
  name: ServiceName,
  installation: Installation,
  more: Readonly<Record<string, string>>,
): ProcessPlan {
  return {
    name,
    program: process.execPath,
    args: [...memoryFlags(name), builtEntry(name)],
    cwd: repository,
    env: { ...environmentOf(name, installation), ...more },
    firstEnv: failpointsOf(name),
    log: join(installation.home.logs, `${name}.log`),
    ready: { kind: "http", url: readyUrl(name, installation) },
    after: ["mariadb", "nats"],
    stopMs: 12_000,
  };
}

/**
 * All services share this machine: one thread beside the main one is enough to each for its garbage, where
 * the four that V8 takes would keep the others waiting. The room for young objects is the least that holds
 * what a service has under way: customer pages in the gateway and in plans, the packets of a storm in
 * radius, the customers of a closing in billing. What does not fit is carried over into the old ones, where
 * the sessions of a storm and the customers of a closing replace one another: what is left of them there is
 * cleared up before the heap has grown by so much.
 */
function memoryFlags(name: ServiceName): readonly string[] {
  const youngMb = { gateway: 4, plans: 4, radius: 16, billing: 16, mail: 2, hosting: 2 };
  const growingPercent: Partial<Record<ServiceName, number>> = { radius: 100, billing: 50 };
  const growing = growingPercent[name];
  const flags = ["--v8-pool-size=1", `--max-semi-space-size=${youngMb[name]}`];
  return growing === undefined ? flags : [...flags, `--heap-growing-percent=${growing}`];
}

export function readyUrl(name: ServiceName, { ports }: Pick<Installation, "ports">): string {
  return `http://127.0.0.1:${ports.metrics[name]}/readyz`;
}
