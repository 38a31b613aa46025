import { existsSync, mkdirSync, rmSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";
import { findProgram, logged } from "../system/command.ts";
import { writeWhole } from "../system/home.ts";
import { renderDeploy } from "./template.ts";

/** Where a large demo may be kept in memory; the pool takes only what it holds. */
const roomyBytes = 8 * 1_024 ** 3;

/** Where one private MariaDB lives and what its first start must make. */
export type MariadbOptions = {
  readonly dir: string;
  readonly port: number;
  readonly rootPassword: string;
  /** Each gets a schema of its name and a user that may do everything there and nothing elsewhere. */
  readonly schemas: Readonly<Record<string, string>>;
  /** Users that may do nothing until they are granted it, such as reading single views. */
  readonly readers?: Readonly<Record<string, string>>;
  /** What else the server is to run at every start, a statement each. */
  readonly statements?: readonly string[];
  /** Default: by the memory of the machine. */
  readonly bufferPool?: string;
  readonly log: string;
};

export const mariadbSocket = (dir: string): string => join(dir, "mariadb.sock");

/** Lays out the data folder and writes the configuration; answers the arguments to run it with. */
export async function ensureMariadb(options: MariadbOptions): Promise<readonly string[]> {
  const { dir, port } = options;
  const dataDir = join(dir, "data");
  const temporary = join(dir, "tmp");
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  // The marker comes last, so that a layout that was cut off is made again.
  const marker = join(dir, "laid-out");
  if (!existsSync(marker)) {
    rmSync(dataDir, { recursive: true, force: true });
    await layOutData({ dataDir, temporary }, options.log);
    writeWhole(marker, "");
  }
  const initFile = join(dir, "init.sql");
  writeWhole(initFile, initialStatements(options));
  const config = join(dir, "mariadb.cnf");
  const pidFile = join(dir, "mariadb.pid");
  const bufferPool = options.bufferPool ?? (totalmem() < roomyBytes ? "256M" : "1G");
  const values = {
    dataDir,
    temporary,
    socket: mariadbSocket(dir),
    pidFile,
    initFile,
    port,
    bufferPool,
  };
  writeWhole(
    config,
    renderDeploy("mariadb/mariadb.cnf", { ...values, userLine: asRoot() ? "user = root" : "" }),
  );
  return [`--defaults-file=${config}`];
}

/** The server runs these at every start, before it lets anybody in. */
export function initialStatements(options: MariadbOptions): string {
  const root = quote(options.rootPassword);
  const lines = [
    `ALTER USER 'root'@'localhost' IDENTIFIED BY ${root};`,
    `CREATE USER IF NOT EXISTS 'root'@'127.0.0.1' IDENTIFIED BY ${root};`,
    `ALTER USER 'root'@'127.0.0.1' IDENTIFIED BY ${root};`,
    "GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;",
    "DROP USER IF EXISTS 'root'@'::1';",
  ];
  for (const [name, password] of Object.entries(options.schemas)) {
    lines.push(
      `CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;`,
      `CREATE USER IF NOT EXISTS '${name}'@'127.0.0.1' IDENTIFIED BY ${quote(password)};`,
      `ALTER USER '${name}'@'127.0.0.1' IDENTIFIED BY ${quote(password)};`,
      `GRANT ALL PRIVILEGES ON \`${name}\`.* TO '${name}'@'127.0.0.1';`,
    );
  }
  for (const [name, password] of Object.entries(options.readers ?? {})) {
    lines.push(
      `CREATE USER IF NOT EXISTS '${name}'@'127.0.0.1' IDENTIFIED BY ${quote(password)};`,
      `ALTER USER '${name}'@'127.0.0.1' IDENTIFIED BY ${quote(password)};`,
    );
  }
  return `${[...lines, ...(options.statements ?? [])].join("\n")}\n`;
}

type Folders = { readonly dataDir: string; readonly temporary: string };

async function layOutData({ dataDir, temporary }: Folders, log: string): Promise<void> {
  await logged(
    findProgram("mariadb-install-db") ?? "mariadb-install-db",
    [
      "--no-defaults",
      ...(asRoot() ? ["--user=root"] : []),
      "--auth-root-authentication-method=normal",
      "--skip-test-db",
      "--skip-name-resolve",
      `--datadir=${dataDir}`,
    ],
    {
      log,
      env: { ...process.env, TMPDIR: temporary },
      cure: "look at the log; a full disk and a folder of another owner are the usual causes",
    },
  );
}

const asRoot = (): boolean => process.getuid?.() === 0;

export function quote(text: string): string {
  return `'${text.replaceAll(/['\\]/g, "\\$&")}'`;
}
