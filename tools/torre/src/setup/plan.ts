import { join } from "node:path";
import type { Plan, ProcessPlan } from "../supervisor/plan.ts";
import { findProgram } from "../system/command.ts";
import { repository } from "../system/home.ts";
import { builtEntry, type ServiceName } from "../system/services.ts";
import { environmentOf, failpointsOf, type Installation } from "./environment.ts";

export type ServerArguments = {
  readonly mariadb: readonly string[];
  readonly nats: readonly string[];
};

/** What the supervisor runs: the two servers, then every service. */
export function planOf(
  installation: Installation,
  services: readonly ServiceName[],
  args: ServerArguments,
): Plan {
  const { ports } = installation;
  return {
    processes: [
      server("mariadb", "mariadbd", { installation, args: args.mariadb, port: ports.mariadb }),
      server("nats", "nats-server", { installation, args: args.nats, port: ports.nats }),
      ...services.map((name) => service(name, installation)),
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

function service(name: ServiceName, installation: Installation): ProcessPlan {
  return {
    name,
    program: process.execPath,
    args: [`--max-semi-space-size=${youngMb(name)}`, builtEntry(name)],
    cwd: repository,
    env: environmentOf(name, installation),
    firstEnv: failpointsOf(name),
    log: join(installation.home.logs, `${name}.log`),
    ready: { kind: "http", url: readyUrl(name, installation) },
    after: ["mariadb", "nats"],
    stopMs: 12_000,
  };
}

/**
 * Room for young objects, MB: most of what an idle service can spare. The packets that radius has under way
 * in a storm, and the customers of a closing in billing, would not fit and would all be carried over into
 * the old ones.
 */
function youngMb(name: ServiceName): number {
  return name === "radius" || name === "billing" ? 16 : 2;
}

export function readyUrl(name: ServiceName, { ports }: Pick<Installation, "ports">): string {
  return `http://127.0.0.1:${ports.metrics[name]}/readyz`;
}
