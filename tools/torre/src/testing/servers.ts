import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { ensureMariadb } from "../setup/mariadb.ts";
import { keeper, type Keeper } from "../supervisor/keeper.ts";
import type { ProcessPlan } from "../supervisor/plan.ts";
import { becomesReady } from "../supervisor/ready.ts";
import { findProgram } from "../system/command.ts";
import { Failure } from "../system/failure.ts";
import { type Home, readJson, writeWhole } from "../system/home.ts";
import { end, type ProcessIdentity } from "../system/processes.ts";

/** One MariaDB and one NATS that live as long as a test run. */
export type TestServers = {
  readonly mariadbUrl: string;
  readonly natsUrl: string;
  readonly stop: () => Promise<void>;
};

/** Starts both from nothing, on free ports; what an earlier run left behind is stopped first. */
export async function startTestServers(home: Home): Promise<TestServers> {
  const dir = join(home.dir, "test");
  const noted = join(home.run, "test-servers.json");
  for (const left of readJson<ProcessIdentity[]>(noted) ?? []) await end(left, 5_000);
  rmSync(dir, { recursive: true, force: true });
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
  writeWhole(noted, JSON.stringify(keepers.map((one) => one.state())));
  return {
    mariadbUrl: `mysql://root:${rootPassword}@127.0.0.1:${mariadbPort}/`,
    natsUrl: `nats://127.0.0.1:${natsPort}`,
    async stop() {
      await Promise.all(keepers.map((one) => one.stop()));
      rmSync(dir, { recursive: true, force: true });
      rmSync(noted, { force: true });
    },
  };
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
