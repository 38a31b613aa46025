import mysql from "mysql2/promise";
import { grantPattern, quotedFor } from "../domain/database-names.ts";
import { refuse } from "../domain/errors.ts";
import type { Account, DatabaseServer } from "../usecases/drive/database-driver.ts";

const quoted = (name: string) => quotedFor("mariadb", name);
const answerWithinMs = 4_000;

/** Customers' databases on a MariaDB. Identifiers pass an allow-list; values are escaped by the driver. */
export function mariadbServer(url: string): DatabaseServer {
  const connected = async <Result>(work: (connection: mysql.Connection) => Promise<Result>) => {
    const connection = await mysql
      .createConnection({ uri: url, connectTimeout: answerWithinMs })
      .catch((error: unknown) => {
        throw refuse.server_away("The database server does not answer.", { cause: error });
      });
    try {
      return await work(connection);
    } finally {
      connection.destroy();
    }
  };
  const exists = async (connection: mysql.Connection, username: string) => {
    const [rows] = await connection.query<mysql.RowDataPacket[]>(
      "SELECT 1 FROM mysql.user WHERE user = ?",
      [username],
    );
    return rows.length > 0;
  };
  return {
    open: ({ name, username }, password) =>
      connected(async (connection) => {
        const user = `${quoted(username)}@'%'`;
        await connection.query(
          `CREATE DATABASE IF NOT EXISTS ${quoted(name)} CHARACTER SET utf8mb4`,
        );
        await connection.query(`CREATE USER IF NOT EXISTS ${user} IDENTIFIED BY ?`, [password]);
        await connection.query(`ALTER USER ${user} IDENTIFIED BY ? ACCOUNT UNLOCK`, [password]);
        // What else somebody gave him by hand does not stay.
        await connection.query(`REVOKE ALL PRIVILEGES, GRANT OPTION FROM ${user}`);
        await connection.query(`GRANT ALL PRIVILEGES ON ${grantPattern(name)}.* TO ${user}`);
      }),
    lock: ({ username }) =>
      connected(async (connection) => {
        if (!(await exists(connection, username))) return;
        await connection.query(`ALTER USER ${quoted(username)}@'%' ACCOUNT LOCK`);
        await endSessions(connection, username);
      }),
    compare: ({ name, username }, access) =>
      connected(async (connection) => {
        const isLocked = await lockOf(connection, username);
        if (!access.isOpen) return isLocked === false ? [`${username} may log in`] : [];
        if (isLocked === null) return [`there is no user ${username}`];
        if (isLocked) return [`${username} is locked`];
        const entry = { username, password: access.password };
        return [
          ...((await hasSchema(connection, name)) ? [] : [`there is no database ${name}`]),
          ...(await grantFaults(connection, { name, username })),
          ...((await lets(url, entry)) ? [] : [`${username} has another password`]),
        ];
      }),
    drop: ({ name, username }) =>
      connected(async (connection) => {
        await connection.query(`DROP USER IF EXISTS ${quoted(username)}@'%'`);
        await endSessions(connection, username);
        await connection.query(`DROP DATABASE IF EXISTS ${quoted(name)}`);
      }),
    sizeOf: ({ name }) =>
      connected(async (connection) => {
        const [rows] = await connection.query<mysql.RowDataPacket[]>(
          // Files are what they are; statistics of InnoDB's tables lag behind by minutes.
          `SELECT CAST(COALESCE(SUM(bytes), 0) AS CHAR) AS bytes FROM (
             SELECT file_size AS bytes FROM information_schema.innodb_sys_tablespaces
             WHERE SUBSTRING_INDEX(name, '/', 1) = ?
             UNION ALL
             SELECT data_length + index_length FROM information_schema.tables
             WHERE table_schema = ? AND engine <> 'InnoDB') AS held`,
          [name, name],
        );
        return BigInt(String(rows[0]?.["bytes"] ?? "0"));
      }),
  };
}

/** Null where there is no such user. */
async function lockOf(connection: mysql.Connection, username: string): Promise<boolean | null> {
  const [rows] = await connection.query<mysql.RowDataPacket[]>(
    "SELECT JSON_VALUE(Priv, '$.account_locked') AS locked FROM mysql.global_priv WHERE User = ?",
    [username],
  );
  if (rows[0] === undefined) return null;
  return ["1", "true"].includes(String(rows[0]["locked"]));
}

async function hasSchema(connection: mysql.Connection, name: string): Promise<boolean> {
  const sql = "SELECT 1 FROM information_schema.schemata WHERE schema_name = ?";
  const [rows] = await connection.query<mysql.RowDataPacket[]>(sql, [name]);
  return rows.length > 0;
}

/** He has everything in his own database, and nothing anywhere else. */
async function grantFaults(
  connection: mysql.Connection,
  { name, username }: Account,
): Promise<readonly string[]> {
  const [rows] = await connection.query<mysql.RowDataPacket[]>(
    `SHOW GRANTS FOR ${quoted(username)}@'%'`,
  );
  const grants = rows.map((row) => String(Object.values(row)[0]));
  const own = `GRANT ALL PRIVILEGES ON ${grantPattern(name)}.* TO `;
  const further = grants.filter(
    (grant) => !grant.startsWith("GRANT USAGE ON *.* TO ") && !grant.startsWith(own),
  );
  return [
    ...(grants.some((grant) => grant.startsWith(own)) ? [] : [`${username} may not use ${name}`]),
    ...(further.length === 0 ? [] : [`${username} has rights beyond ${name}`]),
  ];
}

/** Whether he gets in so. */
async function lets(
  url: string,
  { username: user, password }: { readonly username: string; readonly password: string },
): Promise<boolean> {
  const { hostname: host, port } = new URL(url);
  const asked = { host, port: Number(port), user, password, connectTimeout: answerWithinMs };
  try {
    (await mysql.createConnection(asked)).destroy();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ER_ACCESS_DENIED_ERROR")
      return false;
    throw refuse.server_away("The database server does not answer.", { cause: error });
  }
}

/** One that ended by itself meanwhile is no failure. */
async function endSessions(connection: mysql.Connection, username: string): Promise<void> {
  const [rows] = await connection.query<mysql.RowDataPacket[]>(
    "SELECT id FROM information_schema.processlist WHERE user = ?",
    [username],
  );
  for (const { id } of rows) {
    await connection.query("KILL CONNECTION ?", [Number(id)]).catch((error: unknown) => {
      if (!(error instanceof Error && "code" in error && error.code === "ER_NO_SUCH_THREAD"))
        throw error;
    });
  }
}
