import { randomBytes } from "node:crypto";
import {
  infrastructure,
  type Migration,
  migrate,
  openDatabase,
  operationSecretsTable,
} from "@isp/db";
import { createConnection } from "mysql2/promise";
import type { DataSource, EntitySchema } from "typeorm";
import { sharedMariadbUrl } from "./mariadb-server.ts";

export type TestSchema = {
  readonly url: string;
  readonly drop: () => Promise<void>;
};

/** A new, empty schema of its own, so that suites may run side by side. */
export async function createSchema(serverUrl?: string): Promise<TestSchema> {
  const server = serverUrl ?? (await sharedMariadbUrl());
  const name = `t_${randomBytes(6).toString("hex")}`;
  const run = async (statement: string) => {
    const connection = await createConnection(server);
    await connection.query(statement);
    await connection.end();
  };
  await run(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  return { url: new URL(name, server).toString(), drop: () => run(`DROP DATABASE ${name}`) };
}

export type TestDatabase = {
  readonly db: DataSource;
  readonly url: string;
  readonly close: () => Promise<void>;
};

/** A migrated schema with an open connection. */
export async function openTestDatabase(options: {
  readonly entities?: readonly EntitySchema[];
  readonly migrations?: readonly Migration[];
  readonly serverUrl?: string;
}): Promise<TestDatabase> {
  const schema = await createSchema(options.serverUrl);
  const db = await openDatabase({ url: schema.url, entities: options.entities ?? [] });
  await migrate(db, [...infrastructure, operationSecretsTable, ...(options.migrations ?? [])]);
  return {
    db,
    url: schema.url,
    async close() {
      await db.destroy();
      await schema.drop();
    },
  };
}
