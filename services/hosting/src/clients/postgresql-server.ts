import { Client } from "pg";
import { quotedFor } from "../domain/database-names.ts";
import { refuse } from "../domain/errors.ts";
import type { DatabaseServer } from "../usecases/drive/database-driver.ts";

const quoted = (name: string) => quotedFor("postgresql", name);
const answerWithinMs = 4_000;

/** Customers' databases on a PostgreSQL. Each belongs to its own role, and nobody else may connect. */
export function postgresqlServer(url: string): DatabaseServer {
  const connected = async <Result>(work: (client: Client) => Promise<Result>) => {
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: answerWithinMs,
      query_timeout: answerWithinMs,
    });
    await client.connect().catch((error: unknown) => {
      throw refuse.server_away("The database server does not answer.", { cause: error });
    });
    try {
      return await work(client);
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  return {
    open: ({ name, username }, password) =>
      connected(async (client) => {
        const role = quoted(username);
        if (!(await hasRole(client, username))) await client.query(`CREATE ROLE ${role} NOLOGIN`);
        const secret = client.escapeLiteral(password);
        await client.query(
          `ALTER ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD ${secret}`,
        );
        if (!(await hasDatabase(client, name)))
          await client.query(`CREATE DATABASE ${quoted(name)} OWNER ${role} TEMPLATE template0`);
        await client.query(`ALTER DATABASE ${quoted(name)} OWNER TO ${role}`);
        await client.query(`REVOKE ALL ON DATABASE ${quoted(name)} FROM PUBLIC`);
      }),
    lock: ({ username }) =>
      connected(async (client) => {
        if (!(await hasRole(client, username))) return;
        await client.query(`ALTER ROLE ${quoted(username)} NOLOGIN`);
        await client.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1",
          [username],
        );
      }),
    compare: ({ name, username }, access) =>
      connected(async (client) => {
        const role = await roleOf(client, username);
        if (!access.isOpen) return role?.login === true ? [`${username} may log in`] : [];
        if (role === undefined) return [`there is no user ${username}`];
        if (!role.login) return [`${username} is locked`];
        const owner = await ownerOf(client, name);
        if (owner === undefined) return [`there is no database ${name}`];
        const entry = { username, password: access.password, database: name };
        const faults = [
          [role.more, `${username} has rights beyond ${name}`],
          [owner !== username, `${name} belongs to ${owner}`],
          [!(await lets(url, entry)), `${username} has another password`],
        ] as const;
        return faults.filter(([holds]) => holds).map(([, fault]) => fault);
      }),
    drop: ({ name, username }) =>
      connected(async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE)`);
        await client.query(`DROP ROLE IF EXISTS ${quoted(username)}`);
      }),
    sizeOf: ({ name }) =>
      connected(async (client) => {
        if (!(await hasDatabase(client, name))) return 0n;
        const { rows } = await client.query<{ bytes: string }>(
          "SELECT pg_database_size($1::name)::text AS bytes",
          [name],
        );
        return BigInt(rows[0]?.bytes ?? "0");
      }),
  };
}

async function hasRole(client: Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [name]);
  return rowCount === 1;
}

async function hasDatabase(client: Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
  return rowCount === 1;
}

async function roleOf(client: Client, name: string) {
  const { rows } = await client.query<{ login: boolean; more: boolean }>(
    `SELECT rolcanlogin AS login, rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication AS more
     FROM pg_roles WHERE rolname = $1`,
    [name],
  );
  return rows[0];
}

async function ownerOf(client: Client, name: string): Promise<string | undefined> {
  const { rows } = await client.query<{ owner: string }>(
    "SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = $1",
    [name],
  );
  return rows[0]?.owner;
}

/** Refused for what he gave; anything else is no answer. */
const refusedCodes = new Set(["28P01", "28000"]);

/** Whether he gets in so. */
async function lets(
  url: string,
  entry: { readonly username: string; readonly password: string; readonly database: string },
): Promise<boolean> {
  const { hostname: host, port } = new URL(url);
  const { username: user, password, database } = entry;
  const client = new Client({
    host,
    port: Number(port),
    user,
    password,
    database,
    connectionTimeoutMillis: answerWithinMs,
  });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && refusedCodes.has(String(error.code)))
      return false;
    throw refuse.server_away("The database server does not answer.", { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}
