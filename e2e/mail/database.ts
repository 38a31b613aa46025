import { readFileSync } from "node:fs";
import { join } from "node:path";
import mysql, { type Connection } from "mysql2/promise";
import { at } from "../story/api.ts";
import type { MailStand } from "./stand.ts";

/** Mail's own schema, for what only time or somebody at the database does. */
export function openMailDatabase({ torre, status }: MailStand): Promise<Connection> {
  const secrets: unknown = JSON.parse(readFileSync(join(torre.home.secrets, "torre.json"), "utf8"));
  const password = String(at(secrets, "databases", "mail"));
  return mysql.createConnection({
    ...status.mariadb,
    user: "mail",
    database: "mail",
    password,
    timezone: "Z",
  });
}
