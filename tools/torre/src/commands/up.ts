import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { bringUp } from "../setup/bring-up.ts";
import { Failure } from "../system/failure.ts";
import { currentHome, type Home, layOut, readJson } from "../system/home.ts";
import { portsFrom } from "../system/ports.ts";
import { identify, isAlive, type ProcessIdentity } from "../system/processes.ts";
import { steps } from "../system/progress.ts";
import { runningState, stopEverything } from "../system/running.ts";
import { readSettings } from "../system/settings.ts";
import { type Status, statusOf } from "../system/status.ts";

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string" },
      "no-demo": { type: "boolean", default: false },
      port: { type: "string" },
      detach: { type: "boolean", default: false },
    },
  });
  const home = currentHome();
  const port = portOption(values.port) ?? readSettings(home).port;
  checkOnly(values.only);
  layOut(home);
  await alone(home, () => bringUp(home, { port, demo: !values["no-demo"] }));
  process.stdout.write(summary(await statusOf(home)));
  return values.detach ? 0 : stayUntilAsked(home);
}

export function portOption(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  portsFrom(port);
  return port;
}

function checkOnly(only: string | undefined): void {
  if (only === undefined || only === "core") return;
  throw new Failure(`--only knows core, not ${only}.`, { cure: "./torre up --only core" });
}

/** Two set-ups of one home at once would undo each other's work. */
async function alone(home: Home, work: () => Promise<void>): Promise<void> {
  const lock = join(home.run, "up.lock");
  const holder = readJson<ProcessIdentity>(lock);
  if (holder !== undefined && isAlive(holder)) {
    throw new Failure(`Another ./torre up (pid ${holder.pid}) is at work here.`, {
      cure: "wait for it, or choose another TORRE_HOME and --port",
    });
  }
  writeFileSync(lock, JSON.stringify(identify(process.pid)), { mode: 0o600 });
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

async function stayUntilAsked(home: Home): Promise<number> {
  const asked = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => asked.abort());
  }
  process.stderr.write("Ctrl-C stops it.\n");
  while (!asked.signal.aborted && runningState(home) !== undefined) {
    await pause(500, undefined, { signal: asked.signal }).catch(() => undefined);
  }
  if (asked.signal.aborted) await steps()("stopped", () => stopEverything(home));
  return 0;
}

function summary(status: Status): string {
  const { gateway, operator, radius, nats } = status;
  return [
    "",
    `Torre runs at  ${gateway.url}`,
    `first login    ${operator.username} / ${operator.password}`,
    `API            ${gateway.url}/api/v1 (the token is in ./torre status --json)`,
    `RADIUS         ${radius.host}:${radius.authPort} and ${radius.acctPort}`,
    `NATS           ${nats.url}`,
    "",
    "./torre status · ./torre logs · ./torre events · ./torre down",
    "",
  ].join("\n");
}
