import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { ensureMariadb } from "../setup/mariadb.ts";
import { keeper, type Keeper } from "../supervisor/keeper.ts";
import type { ProcessPlan } from "../supervisor/plan.ts";
import { becomesReady } from "../supervisor/ready.ts";
import { findProgram } from "../system/command.ts";
import { Failure } from "../system/failure.ts";
import { type Home, readJson, writeWhole } from "../system/home.ts";
import { end, identify, isAlive, type ProcessIdentity } from "../system/processes.ts";

/** One MariaDB and one NATS that live as long as a test run. */
export type TestServers = {
  readonly mariadbUrl: string;
  readonly natsUrl: string;
  readonly stop: () => Promise<void>;
};

/** Starts both from nothing, on free ports; beside other runs. */
export async function startTestServers(home: Home): Promise<TestServers> {
  await clearAbandoned(home);
  const dir = join(testsOf(home), `${process.pid}`);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const rootPassword = randomBytes(12).toString("hex");
  const [mariadbPort, natsPort] = [await freePort(), await freePort()];
  const log = join(home.logs, "test-mariadb.log");
  const args = await ensureMariadb({ dir, port: mariadbPort, rootPassword, schemas: {}, log });
  const store = join(dir, "nats");
  const plans = [
    server({ name: "test-mariadb", program: "mariadbd", args, home, port: mariadbPort }),
    server({
      name: "test-nats",
      program: "nats-server",
      args: ["-a", "127.0.0.1", "-p", `${natsPort}`, "-js", "-sd", store],
      home,
      port: natsPort,
    }),
  ];
  const keepers: readonly Keeper[] = plans.map((plan) => keeper(plan, () => undefined));
  for (const one of keepers) await begin(one);
  const run: TestRun = { owner: identify(process.pid), servers: keepers.map((one) => one.state()) };
  writeWhole(join(dir, "run.json"), JSON.stringify(run));
  return {
    mariadbUrl: `mysql://root:${rootPassword}@127.0.0.1:${mariadbPort}/`,
    natsUrl: `nats://127.0.0.1:${natsPort}`,
    async stop() {
      await Promise.all(keepers.map((one) => one.stop()));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Written down so that a later run can stop the servers of one that was killed. */
type TestRun = {
  readonly owner: ProcessIdentity | undefined;
  readonly servers: readonly ProcessIdentity[];
};

const testsOf = (home: Home): string => join(home.dir, "test");

/** Runs may go on beside each other; only one whose owner is gone is cleared away. */
async function clearAbandoned(home: Home): Promise<void> {
  mkdirSync(testsOf(home), { recursive: true, mode: 0o700 });
  for (const name of readdirSync(testsOf(home))) {
    const dir = join(testsOf(home), name);
    const run = readJson<TestRun>(join(dir, "run.json"));
    if (run === undefined || (run.owner !== undefined && isAlive(run.owner))) continue;
    for (const server of run.servers) await end(server, 5_000);
    rmSync(dir, { recursive: true, force: true });
  }
}

async function begin(one: Keeper): Promise<void> {
  one.start();
  if (await becomesReady(one.plan.ready, { withinMs: 30_000 })) return;
  await one.stop();
  throw new Failure(`${one.plan.name} did not start.`, {
    log: one.plan.log,
    cure: "the log says why; ./torre doctor looks at the rest",
  });
}

type Planned = {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly home: Home;
  readonly port: number;
};

function server({ name, program, args, home, port }: Planned): ProcessPlan {
  return {
    name,
    program: findProgram(program) ?? program,
    args,
    cwd: home.dir,
    env: { PATH: process.env["PATH"] ?? "" },
    log: join(home.logs, `${name}.log`),
    ready: { kind: "greeting", port },
    after: [],
    stopMs: 15_000,
  };
}

function freePort(): Promise<number> {
  return new Promise((answer, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => answer(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
