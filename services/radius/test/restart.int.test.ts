import { type Transact, transactor } from "@isp/db";
import { newId, noFailpoints, secretBox, systemClock } from "@isp/kernel";
import { openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { sessionKey } from "../src/accounting/read-report.ts";
import { accountingWriter, RestartGoesOnError } from "../src/accounting/writer.ts";
import { migrations } from "../src/db/migrations/index.ts";
import { radiusScope } from "../src/db/scope.ts";
import { reduce } from "../src/domain/session.ts";
import { openSessions } from "../src/model/open-sessions.ts";
import type { Radius } from "../src/usecases/ports.ts";
import { recordAccounting } from "../src/usecases/record-accounting.ts";
import { recordRestart } from "../src/usecases/record-restart.ts";
import type { StoredSession } from "../src/usecases/session-ports.ts";

const restartedAt = Date.parse("2026-03-01T09:00:00Z");
const intervalMs = 600_000;
const open = 2_600;

describe("an access server with thousands of sessions that restarts", () => {
  let database: TestDatabase;
  let transact: Transact<Radius>;
  before(async function () {
    this.timeout(60_000);
    database = await openTestDatabase({ migrations });
    const scope = radiusScope(systemClock, secretBox(Buffer.alloc(32, 1)));
    transact = transactor(database.db, scope);
  });
  after(() => database.close());

  function session(nasId: string, number: number, at: number): StoredSession {
    const [acctSessionId, username] = [`s${number}`, `user-${number}`];
    const key = sessionKey(nasId, acctSessionId, username);
    const owner = { loginId: null, subscriptionId: null, customerId: null };
    const place = { businessUnitId: null, routingPointId: null, nasAddress: "10.0.0.1" };
    const state = reduce(undefined, {
      kind: "start",
      at,
      nasAt: null,
      isClockSkewed: false,
      sessionSeconds: 0,
      inputOctets: 0n,
      outputOctets: 0n,
      terminateCause: null,
      mac: null,
      nasPortId: null,
      calledStationId: null,
      address: null,
      framedIpv6Prefix: null,
      delegatedIpv6Prefix: null,
    });
    const receivedAt = new Date(at);
    const born = { id: newId(receivedAt), version: 1n, receivedAt, endedAt: null, state };
    return { ...born, ...owner, ...place, key, nasId, acctSessionId, username };
  }

  async function connect(nasId: string): Promise<void> {
    const sessions = Array.from({ length: open }, (_, number) =>
      session(nasId, number, restartedAt - 60_000 - number),
    );
    await transact(async (scope) => {
      for (let at = 0; at < open; at += 1_300)
        await scope.sessions.add(sessions.slice(at, at + 1_300));
    });
  }

  function writer(transact: Transact<Radius>, restartSteps?: number) {
    return accountingWriter({
      record: recordAccounting(transact, intervalMs),
      restart: recordRestart(transact, intervalMs),
      ...(restartSteps !== undefined && { restartSteps }),
      open: openSessions(),
      metrics: { batches: { startTimer: () => () => 0 } as never },
      onReadings: () => undefined,
      onFacts: () => undefined,
      onAsked: () => undefined,
      failpoint: noFailpoints,
    });
  }

  const openOf = (nasId: string) => transact(({ sessions }) => sessions.countOpenOfNas(nasId));

  async function told(nasId: string): Promise<{ stopped: number; restarted: unknown[] }> {
    const [row] = await database.db.query<{ stopped: string }[]>(
      `SELECT COUNT(DISTINCT aggregate_id) AS stopped FROM outbox
       WHERE subject LIKE 'isp.radius.v1.session.stopped%'
       AND aggregate_id IN (SELECT id FROM live_sessions WHERE nas_id = ?)`,
      [nasId],
    );
    const facts = await database.db.query<{ payload: string }[]>(
      "SELECT payload FROM outbox WHERE aggregate_id = ?",
      [nasId],
    );
    const restarted = facts.map(({ payload }) => JSON.parse(payload).sessions);
    return { stopped: Number(row?.stopped), restarted };
  }

  it("ends them in short transactions, and tells of the restart once all have ended", async () => {
    const nasId = newId();
    await connect(nasId);
    const left: number[] = [];
    const watched: Transact<Radius> = async (work) => {
      const result = await transact(work);
      left.push(await openOf(nasId));
      return result;
    };
    await writer(watched)([{ kind: "restart", nasId, at: restartedAt }]);
    expect(left).to.deep.equal([2_600, 2_100, 1_600, 1_100, 600, 100, 0]);
    expect(await told(nasId)).to.deep.equal({ stopped: open, restarted: [open] });
  });

  it("goes on where it was interrupted, and counts all that the restart ended", async () => {
    const nasId = newId();
    await connect(nasId);
    let transactions = 0;
    const dying: Transact<Radius> = (work) => {
      transactions += 1;
      if (transactions > 3) throw new Error("the database has gone away");
      return transact(work);
    };
    const restart = { kind: "restart", nasId, at: restartedAt } as const;
    const failure = await writer(dying)([restart]).catch((error: unknown) => error);
    expect(failure).to.be.an("error");
    expect(await openOf(nasId)).to.equal(open - 1_000);
    expect((await told(nasId)).restarted).to.deep.equal([]);
    const patience = await writer(transact, 2)([restart]).catch((error: unknown) => error);
    expect(patience).to.be.instanceOf(RestartGoesOnError);
    expect(await openOf(nasId)).to.equal(open - 2_000);
    await writer(transact)([restart]);
    expect(await openOf(nasId)).to.equal(0);
    expect(await told(nasId)).to.deep.equal({ stopped: open, restarted: [open] });
  });

  it("leaves alone what began in the second of the restart, and what it has reported since", async () => {
    const nasId = newId();
    const began = [-1_000, 0, 500, -900_000].map((ms, number) =>
      session(nasId, number, restartedAt + ms),
    );
    const reporting = began[3]!;
    const state = { ...reporting.state, lastReportAt: restartedAt + 600_000 };
    const sessions = [...began.slice(0, 3), { ...reporting, state }];
    await transact((scope) => scope.sessions.add(sessions));
    await writer(transact)([{ kind: "restart", nasId, at: restartedAt + 700 }]);
    const [row] = await database.db.query<{ open: string }[]>(
      `SELECT GROUP_CONCAT(acct_session_id ORDER BY acct_session_id) AS open FROM live_sessions
       WHERE nas_id = ? AND ended_at IS NULL`,
      [nasId],
    );
    expect(row?.open).to.equal("s1,s3");
  });
});
