import { join } from "node:path";
import mysql from "mysql2/promise";
import type { Home } from "../system/home.ts";
import { mariadbSocket } from "./mariadb.ts";
import { mailReader } from "./mail-reader.ts";
import { readSecrets } from "./secrets.ts";
import { renderDeploy } from "./template.ts";

/** Lets the servers read the views that the services have laid out by now. */
export async function grantServers(home: Home): Promise<void> {
  const connection = await mysql.createConnection({
    socketPath: mariadbSocket(join(home.dir, "mariadb")),
    user: "root",
    password: readSecrets(home)?.mariadbRoot ?? "",
    multipleStatements: true,
  });
  try {
    const values = { database: "mail", user: mailReader, host: "127.0.0.1" };
    await connection.query(renderDeploy("mail/grants.sql", values));
  } finally {
    await connection.end();
  }
}
