import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { bringUp } from "../setup/bring-up.ts";
import { leftOut } from "../setup/left-out.ts";
import { Failure, messageOf } from "../system/failure.ts";
import { currentHome, type Home, layOut } from "../system/home.ts";
import { alone } from "../system/lock.ts";
import { portsFrom } from "../system/ports.ts";
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
  const settled = stopOnSignal(home);
  const lock = { waitMs: 0, busy: "Another ./torre up is at work here" };
  await alone(join(home.run, "up.lock"), lock, () =>
    bringUp(home, { port, demo: !values["no-demo"], core: values.only === "core" }),
  );
  settled();
  process.stdout.write(summary(await statusOf(home)));
  const missing = values.only === "core" ? undefined : leftOut();
  if (missing !== undefined) process.stdout.write(`${missing}\n`);
  return values.detach ? 0 : stayUntilAsked(home);
}

function portOption(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  try {
    return portsFrom(Number(text)).gateway;
  } catch (error) {
    throw new Failure(messageOf(error), { cure: "./torre up --port 8420", cause: error });
  }
}

function checkOnly(only: string | undefined): void {
  if (only === undefined || only === "core") return;
  throw new Failure(`--only knows core, not ${only}.`, { cure: "./torre up --only core" });
}

/** Ctrl-C in the middle of the set-up leaves nothing running; answers how to take that back. */
function stopOnSignal(home: Home): () => void {
  const stop = () => void stopEverything(home).then(() => process.exit(130));
  process.once("SIGINT", stop).once("SIGTERM", stop);
  return () => void process.off("SIGINT", stop).off("SIGTERM", stop);
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
  const { gateway, operator, radius, nats, servers } = status;
  return [
    "",
    `Torre runs at  ${gateway.url}`,
    `first login    ${operator.username} / ${operator.password}`,
    `API            ${gateway.url}/api/v1 (the token is in ./torre status --json)`,
    `RADIUS         ${radius.host}:${radius.authPort} and ${radius.acctPort}`,
    `NATS           ${nats.url}`,
    ...Object.entries(servers).map(
      ([name, { host, port }]) => `${name.toUpperCase().padEnd(15)}${host}:${port}`,
    ),
    "",
    "./torre status · ./torre logs · ./torre events · ./torre down",
    "",
  ].join("\n");
}
