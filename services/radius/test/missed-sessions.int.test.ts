import { openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { migrations } from "../src/db/migrations/index.ts";
import { mysqlSessionReads } from "../src/db/open-sessions.ts";

const begun = 3_000;

describe("what other replicas began and ended while NATS is away", () => {
  let database: TestDatabase;
  before(async function () {
    this.timeout(60_000);
    database = await openTestDatabase({ migrations });
    await begin(1, begun);
  });
  after(() => database.close());

  async function begin(from: number, to: number, ago = 40): Promise<void> {
    await database.db.query(
      `INSERT INTO live_sessions (id, session_key, version, nas_id, nas_address, acct_session_id,
         username, started_at, last_report_at, session_seconds, input_octets, output_octets,
         is_clock_skewed, received_at)
       SELECT CONCAT('00000000-0000-7003-8000-', LPAD(seq, 12, '0')), UNHEX(MD5(seq)), 1, ?,
         '10.0.0.1', seq, CONCAT('user-', seq), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), 0, 0, 0, 0,
         UTC_TIMESTAMP(3) - INTERVAL ? SECOND
       FROM seq_${from}_to_${to}`,
      ["n".repeat(36), ago],
    );
  }

  it("is read once, by the seconds in which something has changed", async () => {
    const known = new Set<string>();
    const reads = mysqlSessionReads(database.db, (id) => known.has(id));
    const since = new Date(Date.now() - 120_000);
    const look = async () => {
      const found: string[] = [];
      for await (const sessions of reads.since(since))
        for (const { id, acctSessionId, endedAt } of sessions) {
          if (endedAt === null) known.add(id);
          else known.delete(id);
          found.push(acctSessionId);
        }
      return found;
    };
    expect(await look()).to.have.length(begun);
    expect(await look(), "nothing has changed").to.deep.equal([]);
    await begin(begun + 1, begun + 1);
    expect(await look(), "one more").to.deep.equal(["3001"]);
    await database.db.query(
      "UPDATE live_sessions SET ended_at = UTC_TIMESTAMP(3) WHERE acct_session_id = '7'",
    );
    expect(await look()).to.deep.equal(["7"]);
    expect(known.size).to.equal(begun);
    await begin(begun + 2, begun + 2);
    await database.db.query(
      "UPDATE live_sessions SET ended_at = UTC_TIMESTAMP(3) WHERE acct_session_id = '3002'",
    );
    expect(await look(), "began and ended in between").to.include("3002");
    expect(known.size).to.equal(begun);
  });
});
