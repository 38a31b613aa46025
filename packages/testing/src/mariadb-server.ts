import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "./eventually.ts";
import { freePort } from "./free-port.ts";
import { reachable } from "./nats-server.ts";
import { type OwnProcess, startProcess } from "./processes.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A private MariaDB that a test may kill. */
export type TestMariadb = {
  /** `mysql://root@127.0.0.1:port/` */
  readonly url: string;
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Stops it where it stands: it keeps its connections and answers nothing. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly stop: () => Promise<void>;
};

const account = process.getuid?.() === 0 ? ["--user=root"] : [];

export async function startMariadb(): Promise<TestMariadb> {
  const port = await freePort();
  const folder = temporaryFolder("mariadb");
  chmodSync(folder, 0o700);
  const data = join(folder, "data");
  const install = spawnSync(
    "mariadb-install-db",
    [
      "--no-defaults",
      ...account,
      "--auth-root-authentication-method=normal",
      `--datadir=${data}`,
      "--skip-test-db",
    ],
    // A server that starts clears its folder for temporary tables, and must not clear another's.
    { encoding: "utf8", env: { ...process.env, TMPDIR: folder } },
  );
  if (install.status !== 0)
    throw new Error(`mariadb-install-db failed: ${install.stderr}${install.error ?? ""}`);
  let server: OwnProcess | null = null;
  const start = async () => {
    server = startProcess("mariadbd", [
      "--no-defaults",
      ...account,
      `--datadir=${data}`,
      `--tmpdir=${folder}`,
      `--socket=${join(folder, "s.sock")}`,
      `--pid-file=${join(folder, "pid")}`,
      "--bind-address=127.0.0.1",
      `--port=${port}`,
      "--innodb-flush-log-at-trx-commit=1",
      "--innodb-buffer-pool-size=256M",
      "--character-set-server=utf8mb4",
      "--default-time-zone=+00:00",
      "--max-connections=400",
    ]);
    await eventually(() => reachable(port), { withinMs: 30_000, everyMs: 50 });
  };
  const kill = async () => {
    server?.signal("SIGKILL");
    await server?.ended;
    server = null;
  };
  await start();
  return {
    url: `mysql://root@127.0.0.1:${port}/`,
    kill,
    start,
    freeze: () => server?.signal("SIGSTOP"),
    thaw: () => server?.signal("SIGCONT"),
    async stop() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

let shared: Promise<TestMariadb> | null = null;

/** URL of the server that the tests of this run share; one is started when none was given. */
export async function sharedMariadbUrl(): Promise<string> {
  const given = process.env["TORRE_TEST_MARIADB_URL"];
  if (given !== undefined && given !== "") return given;
  shared ??= startMariadb();
  return (await shared).url;
}
