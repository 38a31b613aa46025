import { newId } from "@isp/kernel";
import { openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { infrastructure, migrate, prune } from "../src/index.ts";

const [tables, markedInPlace] = infrastructure;

describe("the outbox", function () {
  this.timeout(30_000);
  let database: TestDatabase;
  const run = (statements: readonly string[]) =>
    database.db.transaction(async (manager) => {
      for (const statement of statements) await manager.query(statement);
    });

  before(async () => {
    database = await openTestDatabase({});
  });
  after(() => database.close());

  it("remembers through its change of shape what has left, wherever that was cut off", async () => {
    const created = "2026-01-02T03:04:05.678Z";
    const statements = markedInPlace?.statements ?? [];
    expect(statements.length).to.be.greaterThan(5);
    for (let cutAfter = 0; cutAfter <= statements.length; cutAfter++) {
      const made = (tables?.statements ?? []).slice(0, 1);
      await run(["DROP TABLE IF EXISTS outbox, outbox_streams", ...made]);
      await database.db.query("DELETE FROM schema_migrations WHERE name = ?", [
        markedInPlace?.name,
      ]);
      const row = (place: string) =>
        `INSERT INTO outbox (message_id, aggregate_id, subject, headers, payload, created_at,
           published_at, stream_sequence, stream, stream_created)
         VALUES ('${newId()}', 'a', 's', '{}', '{}', NOW(3), ${place})`;
      await run([
        row(`NOW(3), 41, 'RADIUS', '${created}'`),
        row(`NOW(3), 7, 'MAIL', '${created}'`),
        row("NULL, NULL, NULL, NULL"),
      ]);
      await run(statements.slice(0, cutAfter));
      await migrate(database.db, infrastructure);
      const kept = await database.db.query(
        `SELECT stream_sequence AS place, name, created FROM outbox
         LEFT JOIN outbox_streams s ON s.id = stream_id ORDER BY sequence`,
      );
      expect(kept).to.deep.equal([
        { place: "41", name: "RADIUS", created },
        { place: "7", name: "MAIL", created },
        { place: "0", name: null, created: null },
      ]);
    }
  });

  it("forgets what left a week ago, and never what has yet to leave", async () => {
    const row = (place: number, days: number) =>
      `INSERT INTO outbox (message_id, aggregate_id, subject, headers, payload, created_at, stream_sequence)
       VALUES ('${newId()}', '${place}', 's', '{}', '{}', UTC_TIMESTAMP(3) - INTERVAL ${days} DAY, ${place})`;
    await run(["DELETE FROM outbox", row(1, 8), row(2, 6), row(0, 60)]);
    await prune(database.db);
    const kept = await database.db.query("SELECT stream_sequence AS place FROM outbox ORDER BY 1");
    expect(kept).to.deep.equal([{ place: "0" }, { place: "2" }]);
  });
});
