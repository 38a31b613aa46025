import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually, freePort, startProcess } from "@isp/testing";
import type { Connection } from "mysql2/promise";

const schema = "/etc/freeradius/3.0/mods-config/sql/main/mysql/schema.sql";
const database = "freeradius_bench";

export type FreeRadiusPeer = {
  readonly authPort: number;
  readonly acctPort: number;
  /** Accounting that is acknowledged from a detail file. */
  readonly spoolPort: number;
  /** Whether the detail reader has something left to bring into the database. */
  readonly isSpooling: () => boolean;
  readonly stop: () => Promise<void>;
};

export type PeerOptions = {
  /** As root, to make the peer's own schema. */
  readonly db: Connection;
  readonly mariadb: { readonly host: string; readonly port: number };
  readonly user: string;
  readonly password: string;
  readonly secret: string;
  readonly users: number;
};

/** FreeRADIUS with rlm_sql over the same MariaDB, its stock schema and its stock queries. */
export async function startFreeRadiusPeer(options: PeerOptions): Promise<FreeRadiusPeer> {
  await fillSchema(options);
  const [authPort, acctPort] = [await freePort(), await freePort()];
  const spoolPort = await freePort();
  const state = mkdtempSync(join(tmpdir(), "torre-freeradius-bench-"));
  const spool = join(state, "spool");
  mkdirSync(spool);
  let output = "";
  const configuration = join(import.meta.dirname, "freeradius");
  const server = startProcess(
    "freeradius",
    ["-d", configuration, "-n", "radiusd", "-f", "-l", "stdout"],
    {
      env: {
        PATH: process.env["PATH"],
        BENCH_STATE: state,
        BENCH_SECRET: options.secret,
        BENCH_AUTH_PORT: String(authPort),
        BENCH_ACCT_PORT: String(acctPort),
        BENCH_SPOOL_PORT: String(spoolPort),
        BENCH_DB_HOST: options.mariadb.host,
        BENCH_DB_PORT: String(options.mariadb.port),
        BENCH_DB_USER: options.user,
        BENCH_DB_PASSWORD: options.password,
        BENCH_DB_NAME: database,
      },
      onOutput: (text) => (output += text),
    },
  );
  await eventually(() => {
    if (!output.includes("Ready to process requests"))
      throw new Error(`FreeRADIUS is not up:\n${output.slice(-3_000)}`);
  });
  return {
    authPort,
    acctPort,
    spoolPort,
    isSpooling: () => readdirSync(spool).length > 0,
    async stop() {
      server.signal("SIGTERM");
      await server.ended;
      await options.db.query(`DROP DATABASE ${database}`);
    },
  };
}

/** Users with a password, a group whose reply says the speed, and a reply of their own. */
async function fillSchema({ db, users, user }: PeerOptions): Promise<void> {
  await db.query(`DROP DATABASE IF EXISTS ${database}`);
  await db.query(`CREATE DATABASE ${database}`);
  await db.query(`GRANT ALL ON ${database}.* TO '${user}'@'%'`);
  await db.query(`USE ${database}`);
  for (const statement of readFileSync(schema, "utf8").split(/;\s*$/m))
    if (/\bCREATE\b/i.test(statement)) await db.query(statement);
  const all = Array.from({ length: users }, (_, index) => `bench${index}`);
  const insert = (sql: string, rows: unknown[][]) =>
    db.query(`INSERT INTO ${sql} VALUES ?`, [rows]);
  await insert(
    "radcheck (username, attribute, op, value)",
    all.map((name, index) => [name, "Cleartext-Password", ":=", `senha-${index}`]),
  );
  await insert(
    "radusergroup (username, groupname, priority)",
    all.map((name) => [name, "fibra-500", 1]),
  );
  await insert(
    "radreply (username, attribute, op, value)",
    all.map((name) => [name, "Reply-Message", "=", "Bem-vindo"]),
  );
  await insert("radgroupreply (groupname, attribute, op, value)", [
    ["fibra-500", "Mikrotik-Rate-Limit", "=", "250000k/500000k"],
    ["fibra-500", "Acct-Interim-Interval", "=", "600"],
  ]);
}

/** Whether the peer can be run here. */
export function hasFreeRadiusWithSql(): boolean {
  return spawnSync("test", ["-e", "/usr/lib/freeradius/rlm_sql_mysql.so"]).status === 0;
}
