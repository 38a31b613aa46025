import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
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
  /** Takes what its small disk has left, all of it, and gives that back. */
  readonly fillDisk: () => Promise<() => Promise<void>>;
  readonly stop: () => Promise<void>;
};

export type TestMariadbOptions = {
  /** A disk of its own of so many megabytes, in memory, which is gone once the server is. */
  readonly diskMb?: number;
};

const account = process.getuid?.() === 0 ? ["--user=root"] : [];

export async function startMariadb({ diskMb }: TestMariadbOptions = {}): Promise<TestMariadb> {
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
  const disk = `${data}.disk`;
  const command = diskMb === undefined ? [] : onOwnDisk(data, disk, diskMb);
  let server: OwnProcess | null = null;
  const start = async () => {
    const [program = "mariadbd", ...before] = command;
    server = startProcess(program, [
      ...before,
      "--no-defaults",
      ...account,
      `--datadir=${diskMb === undefined ? data : disk}`,
      `--tmpdir=${folder}`,
      `--socket=${join(folder, "s.sock")}`,
      `--pid-file=${join(folder, "pid")}`,
      "--bind-address=127.0.0.1",
      `--port=${port}`,
      "--innodb-flush-log-at-trx-commit=1",
      "--innodb-buffer-pool-size=256M",
      "--innodb-autoinc-lock-mode=2",
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
    async fillDisk() {
      if (server === null || diskMb === undefined) throw new Error("there is no disk to be filled");
      const filler = `/proc/${server.pid}/root${disk}/filler`;
      const megabyte = Buffer.alloc(2 ** 20);
      // The last one does not fit.
      for (let size = megabyte.length; size > 0; size = Math.floor(size / 2))
        while (await isWritten(filler, megabyte.subarray(0, size))) continue;
      return () => rm(filler);
    },
    async stop() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Words before a command, which then has the folder on a disk that nobody else sees. */
function onOwnDisk(data: string, disk: string, megabytes: number): readonly string[] {
  const namespace = account.length > 0 ? [] : ["--user", "--map-root-user"];
  const script = `mkdir -p "$1" && mount -t tmpfs -o size=${megabytes}m tmpfs "$1" && cp -a --sparse=never "$2/." "$1" && shift 2 && exec "$@"`;
  return ["unshare", ...namespace, "--mount", "sh", "-c", script, "sh", disk, data, "mariadbd"];
}

async function isWritten(file: string, bytes: Buffer): Promise<boolean> {
  return writeFile(file, bytes, { flag: "a" }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOSPC") throw error;
      return false;
    },
  );
}

let shared: Promise<TestMariadb> | null = null;

/** URL of the server that the tests of this run share; one is started when none was given. */
export async function sharedMariadbUrl(): Promise<string> {
  const given = process.env["TORRE_TEST_MARIADB_URL"];
  if (given !== undefined && given !== "") return given;
  shared ??= startMariadb();
  return (await shared).url;
}
