import { chownSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { globSync } from "node:fs";
import { join } from "node:path";
import { logged } from "../../system/command.ts";
import { writeWhole } from "../../system/home.ts";
import type { Installation } from "../environment.ts";
import { ensureMariadb } from "../mariadb.ts";
import { renderDeploy } from "../template.ts";
import { type User, userNamed } from "./users.ts";
import { asRoot, closedAbove, hostingDir, type HostingServer, planned } from "./server.ts";

/** A MariaDB that holds customers' databases and nothing of Torre's. */
export async function customersMariadb(installation: Installation): Promise<HostingServer> {
  const { home, ports, secrets } = installation;
  const port = ports.hosting.mariadb;
  const password = secrets.hosting.mariadb;
  const args = await ensureMariadb({
    dir: hostingDir(installation, "mariadb"),
    port,
    rootPassword: password,
    schemas: {},
    bufferPool: "64M",
    log: join(home.logs, "customers-mariadb-layout.log"),
  });
  return {
    process: planned(installation, {
      name: "customers-mariadb",
      program: "mariadbd",
      args,
      ready: { kind: "greeting", port },
    }),
    environment: { HOSTING_MARIADB_URL: `mysql://root:${password}@127.0.0.1:${port}/` },
  };
}

/** A PostgreSQL of the same kind. It refuses root, so that it runs as Debian's own user for it. */
export async function customersPostgresql(installation: Installation): Promise<HostingServer> {
  const { ports, secrets } = installation;
  const port = ports.hosting.postgresql;
  const password = secrets.hosting.postgresql;
  const dir = hostingDir(installation, "postgresql");
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  const closed = asRoot() ? closedAbove(dir) : undefined;
  if (closed !== undefined) return { leftOut: `its user cannot pass ${closed}` };
  const user = asRoot() ? userNamed("postgres") : undefined;
  if (user !== undefined) chownSync(dir, user.uid, user.gid);
  const programs = globSync("/usr/lib/postgresql/*/bin").toSorted().at(-1) ?? "";
  const data = await layOut(installation, { dir, programs, password, user });
  return {
    process: planned(installation, {
      name: "customers-postgresql",
      program: join(programs, "postgres"),
      args: ["-D", data, "-c", `config_file=${configured(dir, port, user)}`],
      ready: { kind: "port", port },
      // Asked by SIGTERM it would wait until every client has left.
      stopSignal: "SIGINT",
      ...(user && { user }),
    }),
    environment: {
      HOSTING_POSTGRESQL_URL: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    },
  };
}

function configured(dir: string, port: number, user: User | undefined): string {
  const [config, hbaFile] = [join(dir, "postgresql.conf"), join(dir, "pg_hba.conf")];
  writeWhole(hbaFile, renderDeploy("hosting/pg_hba.conf", {}));
  writeWhole(config, renderDeploy("hosting/postgresql.conf", { port, hbaFile }));
  if (user !== undefined) for (const file of [config, hbaFile]) chownSync(file, user.uid, user.gid);
  return config;
}

type Layout = {
  readonly dir: string;
  readonly programs: string;
  readonly password: string;
  readonly user: User | undefined;
};

async function layOut({ home }: Installation, { dir, programs, password, user }: Layout) {
  const data = join(dir, "data");
  const marker = join(dir, "laid-out");
  if (existsSync(marker)) return data;
  rmSync(data, { recursive: true, force: true });
  const passwordFile = join(dir, "first-password");
  writeWhole(passwordFile, `${password}\n`);
  if (user !== undefined) chownSync(passwordFile, user.uid, user.gid);
  const initdb = ["-D", data, "-U", "postgres", `--pwfile=${passwordFile}`];
  const settings = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"];
  const program = join(programs, "initdb");
  const switched = [
    "--reuid",
    `${user?.uid}`,
    "--regid",
    `${user?.gid}`,
    "--clear-groups",
    program,
  ];
  await logged(
    user === undefined ? program : "setpriv",
    [...(user === undefined ? [] : switched), ...initdb, ...settings],
    {
      log: join(home.logs, "customers-postgresql-layout.log"),
      cwd: dir,
      cure: "look at the log; a full disk and a folder of another owner are the usual causes",
    },
  );
  rmSync(passwordFile, { force: true });
  writeWhole(marker, "");
  return data;
}
