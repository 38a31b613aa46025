import { type Transact, transactor } from "@isp/db";
import { openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { migrations } from "../src/db/migrations/index.ts";
import { mysqlSessions } from "../src/db/sessions.ts";
import type { SessionFilter, Sessions } from "../src/usecases/session-ports.ts";

const rows = 40_000;
const points = 40;
const ofPoint = rows / points;
const idOf = (kind: number, number: number) =>
  `00000000-0000-7${String(kind).padStart(3, "0")}-8000-${String(number).padStart(12, "0")}`;

describe("looking for sessions among very many", () => {
  let database: TestDatabase;
  let look: Transact<{ sessions: Sessions; read: () => Promise<number> }>;
  before(async function () {
    this.timeout(600_000);
    database = await openTestDatabase({ migrations });
    await database.db.query(
      `INSERT INTO live_sessions (id, session_key, version, nas_id, nas_address, acct_session_id,
         username, business_unit_id, routing_point_id, started_at, last_report_at, ended_at,
         session_seconds, input_octets, output_octets, is_clock_skewed, received_at)
       SELECT CONCAT('00000000-0000-7003-8000-', LPAD(seq, 12, '0')), UNHEX(MD5(seq)), 1, ?,
         '10.0.0.1', seq, CONCAT('user-', seq), ?,
         CONCAT('00000000-0000-7001-8000-', LPAD(seq MOD ${points}, 12, '0')),
         '2026-03-01 09:00:00', '2026-03-01 09:00:00',
         IF(seq DIV ${points} MOD 10 = 0, NULL, '2026-03-01 10:00:00'), 0, 0, 0, 0,
         '2026-03-01 09:00:00'
       FROM seq_1_to_${rows}`,
      [idOf(2, 1), idOf(4, 1)],
    );
    await database.db.query("ANALYZE TABLE live_sessions");
    look = transactor(database.db, (manager) => ({
      sessions: mysqlSessions(manager),
      /** How many rows this connection has looked at. */
      async read() {
        const counts = await manager.query<{ Variable_name: string; Value: string }[]>(
          "SHOW SESSION STATUS LIKE 'Handler_read%'",
        );
        return counts.reduce((sum, { Value }) => sum + Number(Value), 0);
      },
    }));
  });
  after(() => database.close());

  const everything: SessionFilter = {
    username: "",
    address: "",
    at: null,
    routingPointId: "",
    openOnly: false,
    units: "all",
    before: "",
    limit: 50,
  };

  /** What it found, and how many rows were looked at for that. */
  const effort = <Found>(work: (sessions: Sessions) => Promise<Found>) =>
    look(async ({ sessions, read }) => {
      const before = await read();
      const found = await work(sessions);
      return { found, looked: (await read()) - before };
    });
  const list = (filter: Partial<SessionFilter>) =>
    effort((sessions) => sessions.list({ ...everything, ...filter }));

  it("counts who is online at a routing point by who is online there", async () => {
    const { found, looked } = await effort((sessions) => sessions.countOpenAt(idOf(1, 7)));
    expect(found).to.equal(ofPoint / 10);
    expect(looked).to.be.below(ofPoint / 5);
  });

  it("lists who is online at a routing point, and a page of all, without the other points'", async () => {
    const online = await list({ routingPointId: idOf(1, 7), openOnly: true, limit: 1_000 });
    expect(online.found).to.have.length(Math.min(1_000, ofPoint / 10));
    expect(online.looked).to.be.below(ofPoint / 2);
    const page = await list({ routingPointId: idOf(1, 7) });
    expect(page.found).to.have.length(50);
    expect(page.looked).to.be.below(3 * ofPoint);
  });

  it("lists a page of a unit, and nothing of one that has no sessions, at once", async () => {
    const page = await list({ units: [idOf(4, 1)] });
    expect(page.found).to.have.length(50);
    expect(page.looked).to.be.below(500);
    for (const openOnly of [true, false]) {
      const empty = await list({ units: [idOf(4, 2)], openOnly });
      expect(empty.found).to.have.length(0);
      expect(empty.looked).to.be.below(500);
    }
  });

  it("needs none of these for an interim report", async () => {
    const columns = await database.db.query<{ name: string }[]>(
      `SELECT DISTINCT column_name AS name FROM information_schema.statistics
       WHERE table_schema = DATABASE() AND table_name = 'live_sessions'`,
    );
    const moving = ["version", "last_report_at", "session_seconds", "input_octets", "address_at"];
    for (const name of moving) expect(columns.map((column) => column.name)).not.to.include(name);
  });
});
