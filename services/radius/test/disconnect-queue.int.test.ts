import { transactor } from "@isp/db";
import { newId } from "@isp/kernel";
import { openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { mysqlDisconnects } from "../src/db/disconnects.ts";
import { nasSchema, routingPointSchema } from "../src/db/network.schema.ts";
import { mysqlNetwork } from "../src/db/network.ts";
import { migrations } from "../src/db/migrations/index.ts";

const nasIds = ["a", "b", "c"].map((letter) => letter.repeat(36));
const ofBatch = 10_000;
const limit = 200;
const queuedAt = new Date("2026-03-01T09:00:00Z");

describe("the queue of what access servers are asked", () => {
  let database: TestDatabase;
  before(async function () {
    this.timeout(60_000);
    database = await openTestDatabase({
      migrations,
      entities: [nasSchema, routingPointSchema],
    });
    for (const [index, nasId] of nasIds.entries()) {
      await database.db.query(
        "INSERT INTO nas VALUES (?, 1, NULL, 'NAS', ?, '', 3799, 'generic', 1, 0, ?)",
        [nasId, `10.0.0.${index}`, queuedAt],
      );
      const columns = "id, session_id, nas_id, batch_id, state, attempts, error_cause, queued_at";
      await database.db.query(
        `INSERT INTO disconnects (${columns})
         SELECT UUID(), UUID(), ?, ?, IF(seq MOD 5 = 0, 'ack', 'queued'), 0, 0, ?
         FROM seq_1_to_${ofBatch * 1.25}`,
        [nasId, newId(queuedAt), queuedAt],
      );
    }
    const later = new Date(queuedAt.getTime() + 60_000);
    const rows = ["coa", "disconnect"].map((kind) => [
      newId(later),
      newId(later),
      nasIds[0],
      kind,
      "queued",
      0,
      0,
      later,
    ]);
    await database.db.query(
      `INSERT INTO disconnects
         (id, session_id, nas_id, kind, state, attempts, error_cause, queued_at) VALUES ?`,
      [rows],
    );
    await database.db.query("ANALYZE TABLE disconnects");
  });
  after(() => database.close());

  const look = (changesBefore: Date) =>
    transactor(
      database.db,
      (manager) => manager,
    )(async (manager) => {
      const read = async () => {
        const counts = await manager.query<{ Value: string }[]>(
          "SHOW SESSION STATUS LIKE 'Handler_read%'",
        );
        return counts.reduce((sum, { Value }) => sum + Number(Value), 0);
      };
      const before = await read();
      const queued = await mysqlDisconnects(manager).queued(limit, changesBefore);
      return { queued, looked: (await read()) - before };
    });

  it("names the next ones of each, one customer's before a mass disconnection's, however long it is", async () => {
    const { queued, looked } = await look(queuedAt);
    expect(queued).to.have.length(nasIds.length * limit);
    expect(queued[0]).to.include({ kind: "disconnect", operationId: null, followsId: null });
    const rows = await database.db.query<{ id: string; batch: string; nasId: string }[]>(
      "SELECT id, batch_id AS batch, nas_id AS nasId FROM disconnects WHERE id IN (?)",
      [queued.map(({ id }) => id)],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    expect(queued.slice(0, 3).map(({ id }) => byId.get(id)?.nasId)).to.deep.equal(nasIds);
    expect(queued.filter(({ id }) => byId.get(id)?.batch === null)).to.have.length(1);
    expect(looked, `of ${nasIds.length * ofBatch} rows`).to.be.below(5 * nasIds.length * limit);
  });

  it("names those of an access server that was removed, so that they come to an end", async () => {
    const removed = newId();
    await database.db.query(
      `INSERT INTO disconnects (id, session_id, nas_id, state, attempts, error_cause, queued_at)
       VALUES (?, ?, ?, 'queued', 0, 0, ?)`,
      [removed, removed, removed, queuedAt],
    );
    await transactor(database.db, mysqlNetwork)((network) => network.removeNas(removed));
    const { queued } = await look(queuedAt);
    expect(queued.map(({ id }) => id)).to.include(removed);
  });

  it("lets a change wait until all replicas have read what it is about", async () => {
    const kinds = async (before: Date) =>
      (await look(before)).queued.filter(({ kind }) => kind === "coa");
    expect(await kinds(queuedAt)).to.have.length(0);
    expect(await kinds(new Date(queuedAt.getTime() + 60_000))).to.have.length(1);
  });
});
