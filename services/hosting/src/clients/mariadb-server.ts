import mysql from "mysql2/promise";
import { grantPattern, quotedFor } from "../domain/database-names.ts";
import { refuse } from "../domain/errors.ts";
import type { DatabaseServer } from "../usecases/drive/database-driver.ts";

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
        await connection.query(`GRANT ALL PRIVILEGES ON ${grantPattern(name)}.* TO ${user}`);
      }),
    lock: ({ username }) =>
      connected(async (connection) => {
        if (!(await exists(connection, username))) return;
        await connection.query(`ALTER USER ${quoted(username)}@'%' ACCOUNT LOCK`);
        await endSessions(connection, username);
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
          `SELECT CAST(COALESCE(SUM(data_length + index_length), 0) AS CHAR) AS bytes
           FROM information_schema.tables WHERE table_schema = ?`,
          [name],
        );
        return BigInt(String(rows[0]?.["bytes"] ?? "0"));
      }),
  };
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
