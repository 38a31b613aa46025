import { newId } from "@isp/kernel";
import { openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { loginSchema } from "../src/db/login.schema.ts";
import { mysqlLogins } from "../src/db/logins.ts";
import { migrations } from "../src/db/migrations/index.ts";
import { forgetOldRows } from "../src/db/old-rows.ts";

describe("what nobody needs any more", () => {
  const now = new Date("2026-11-23T12:00:00Z");
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  let database: TestDatabase;
  before(async function () {
    this.timeout(60_000);
    database = await openTestDatabase({ migrations, entities: [loginSchema] });
  });
  after(() => database.close());

  const insert = (table: string, columns: string, values: readonly unknown[]) =>
    database.db.query(`INSERT INTO ${table} (${columns}) VALUES (?)`, [values]);
  const count = async (table: string): Promise<number> => {
    const rows = await database.db.query<unknown[]>(`SELECT 1 FROM ${table}`);
    return rows.length;
  };

  it("goes: answered requests after ninety days, packets after as long as sessions are kept", async () => {
    const columns = "id, session_id, nas_id, state, attempts, error_cause, queued_at";
    const request = (state: string, days: number) =>
      insert("disconnects", columns, [newId(), newId(), newId(), state, 1, 0, daysAgo(days)]);
    await request("ack", 91);
    await request("ack", 89);
    await request("queued", 91);
    const batches = "id, routing_point_id, sessions, requested_by, requested_at";
    for (const days of [91, 89])
      await insert("disconnect_batches", batches, [newId(), newId(), 3, "Ana", daysAgo(days)]);
    const packets = "id, nas_id, reason, packet, received_at";
    for (const days of [366, 364])
      await insert("parked_packets", packets, [newId(), newId(), "x", "p", daysAgo(days)]);
    await forgetOldRows(database.db, now, 365);
    expect(await count("disconnects")).to.equal(2);
    expect(await count("disconnect_batches")).to.equal(1);
    expect(await count("parked_packets")).to.equal(1);
  });

  it("goes with a login: how often it was refused, and when, and from where", async () => {
    const [gone, kept] = [newId(), newId()];
    const columns = "login_id, reason, rejects, nas_id, mac, last_at";
    for (const id of [gone, kept])
      await insert("login_rejects", columns, [id, "suspended", 7, newId(), "02:00", now]);
    await mysqlLogins(database.db.manager).remove(gone);
    const rows = await database.db.query<{ login_id: string }[]>("SELECT * FROM login_rejects");
    expect(rows.map((row) => row.login_id)).to.deep.equal([kept]);
  });
});
