import { type TestDatabase, openTestDatabase } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { databaseSchema, ftpUserSchema } from "../../../services/hosting/src/db/item.schemas.ts";
import { migrations as hostingMigrations } from "../../../services/hosting/src/db/migrations/index.ts";
import { domainSchema } from "../../../services/hosting/src/db/domain.schema.ts";
import { migrations as mailMigrations } from "../../../services/mail/src/db/migrations/index.ts";
import { mailboxSchema } from "../../../services/mail/src/db/mailbox.schema.ts";
import { migrations as plansMigrations } from "../../../services/plans/src/db/migrations/index.ts";
import { schemas } from "../../../services/plans/src/db/schemas.ts";

const services = {
  plans: { entities: schemas, migrations: plansMigrations },
  mail: { entities: [mailboxSchema], migrations: mailMigrations },
  hosting: {
    entities: [domainSchema, databaseSchema, ftpUserSchema],
    migrations: hostingMigrations,
  },
};

type Column = {
  readonly name: string;
  readonly type: string;
  readonly nullable: string;
  readonly length: string | null;
  /** What the database works it out by; nobody writes such a one. */
  readonly rule: string;
};

describe("schemas and migrations", function () {
  this.timeout(60_000);

  for (const [name, { entities, migrations }] of Object.entries(services)) {
    it(`say the same of every column: ${name}`, async () => {
      const database: TestDatabase = await openTestDatabase({ entities, migrations });
      try {
        for (const { tableName, columns } of database.db.entityMetadatas) {
          const real = await database.db.query<Column[]>(
            `SELECT column_name AS name, data_type AS type, is_nullable AS nullable,
               character_maximum_length AS length, COALESCE(generation_expression, '') AS rule FROM information_schema.columns
             WHERE table_schema = DATABASE() AND table_name = ?`,
            [tableName],
          );
          const wanted = columns.map(({ databaseName, type, isNullable, length }) => ({
            name: databaseName,
            type,
            nullable: isNullable ? "YES" : "NO",
            ...(length !== "" && { length: Number(length) }),
          }));
          for (const column of wanted) {
            const found = real.find((row) => row.name === column.name);
            expect(found, `${tableName}.${column.name} has no column`).to.not.equal(undefined);
            expect({ ...column }, `${tableName}.${column.name}`).to.deep.equal({
              name: found!.name,
              type: found!.type,
              nullable: found!.nullable,
              ...("length" in column && { length: Number(found!.length) }),
            });
          }
          const names = new Set(wanted.map((column) => column.name));
          const unknown = real.filter((row) => row.rule === "" && !names.has(row.name));
          expect(unknown, `${tableName} has more`).to.deep.equal([]);
        }
      } finally {
        await database.close();
      }
    });

    it(`can be run again from any point (R54): ${name}`, async () => {
      const database = await openTestDatabase({ migrations });
      try {
        // As a service runs them: on one connection, which keeps a statement's variables.
        const runner = database.db.createQueryRunner();
        for (const { statements } of migrations) {
          for (const statement of statements) await runner.query(statement);
        }
        await runner.release();
      } finally {
        await database.close();
      }
    });
  }
});
