import { newId, noFailpoints, secretBox, systemClock } from "@isp/kernel";
import { driverCode, transactor } from "@isp/db";
import { openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import * as fc from "fast-check";
import { after, before, describe, it } from "mocha";
import { accountingIsolation } from "../src/accounting/start.ts";
import { accountingWriter } from "../src/accounting/writer.ts";
import { sessionKey } from "../src/accounting/read-report.ts";
import { migrations } from "../src/db/migrations/index.ts";
import { radiusScope } from "../src/db/scope.ts";
import { openSessions } from "../src/model/open-sessions.ts";
import { reduce, type SessionReport, type SessionState } from "../src/domain/session.ts";
import { isUnwritable } from "../src/spool/unwritable.ts";
import { recordAccounting } from "../src/usecases/record-accounting.ts";
import { recordRestart } from "../src/usecases/record-restart.ts";
import type { SessionInput } from "../src/usecases/session-ports.ts";

const begun = Date.parse("2026-03-01T09:00:00Z");
const intervalMs = 600_000;

/** One that began at nine o'clock, within what clocks differ. */
function ofOneSession(report: SessionReport): SessionReport {
  const passedMs = report.at - begun;
  if (report.kind === "start") return { ...report, at: begun + passedMs / 5 };
  const inaccuracy = report.sessionSeconds % 120;
  return { ...report, sessionSeconds: Math.max(0, passedMs / 1_000 - inaccuracy) };
}

describe("sessions in the database", () => {
  let database: TestDatabase;
  before(async function () {
    this.timeout(60_000);
    database = await openTestDatabase({ migrations });
  });
  after(() => database.close());

  const nasId = newId();
  const nobody = {
    loginId: null,
    subscriptionId: null,
    customerId: null,
    businessUnitId: null,
    routingPointId: null,
  };

  function input(acctSessionId: string, report: SessionReport): SessionInput {
    const username = "ana";
    const key = sessionKey(nasId, acctSessionId, username);
    const identity = { key, nasId, nasAddress: "10.0.0.1", acctSessionId, username };
    return { identity, report, owner: nobody, isRefused: false, receivedAt: new Date(begun) };
  }

  const anyReport = fc
    .record({
      kind: fc.constantFrom("start", "interim", "stop"),
      at: fc.integer({ min: 0, max: 20 }).map((minutes) => begun + minutes * 60_000),
      nasAt: fc.constant(null),
      isClockSkewed: fc.boolean(),
      sessionSeconds: fc.nat(1_000),
      inputOctets: fc.bigInt(0n, 2n ** 64n - 1n),
      outputOctets: fc.bigInt(0n, 2n ** 64n - 1n),
      terminateCause: fc.option(fc.nat(20), { nil: null }),
      mac: fc.constantFrom("AA-BB-CC-00-11-22", null),
      nasPortId: fc.constantFrom("ether1", null),
      calledStationId: fc.constant(null),
      address: fc.constantFrom("10.0.0.1", "10.0.0.2", null),
      framedIpv6Prefix: fc.constantFrom("2001:db8::/64", null),
      delegatedIpv6Prefix: fc.constant(null),
    })
    .map(ofOneSession);

  it("are what the reducer says, under sixteen writers of four replicas, with every packet twice and shuffled", async function () {
    this.timeout(60_000);
    const [reports] = fc.sample(fc.array(anyReport, { minLength: 400, maxLength: 400 }), {
      numRuns: 1,
      seed: 20_261_122,
    });
    const inputs = reports!.map((report, index) => input(`s${index % 25}`, report));
    const [shuffled] = fc.sample(
      fc.shuffledSubarray([...inputs, ...inputs], { minLength: 800, maxLength: 800 }),
      { numRuns: 1, seed: 7 },
    );
    const transact = transactor(
      database.db,
      radiusScope(systemClock, secretBox(Buffer.alloc(32, 1))),
      undefined,
      { isolation: accountingIsolation },
    );
    const replicas = Array.from({ length: 4 }, () =>
      accountingWriter({
        record: recordAccounting(transact, intervalMs),
        restart: recordRestart(transact, intervalMs),
        open: openSessions(),
        metrics: { batches: { startTimer: () => () => 0 } as never },
        onReadings: () => undefined,
        onFacts: () => undefined,
        onAsked: () => undefined,
        failpoint: noFailpoints,
      }),
    );
    const parts = Map.groupBy(shuffled!, (_, index) => index % 16);
    await Promise.all(
      [...parts.values()].map(async (part, writer) => {
        const write = replicas[writer % replicas.length]!;
        for (let at = 0; at < part.length; at += 10) {
          const items = part.slice(at, at + 10);
          await write(items.map((item) => ({ kind: "session", input: item })));
        }
      }),
    );
    const expected = new Map<string, SessionState>();
    for (const { identity, report } of inputs) {
      const key = identity.key;
      expected.set(key, reduce(expected.get(key), report));
    }
    const rows = await transact(({ sessions }) => sessions.lockByKey([...expected.keys()]));
    expect(rows).to.have.length(25);
    for (const row of rows)
      expect(row.state, row.acctSessionId).to.deep.equal(expected.get(row.key));
    await database.db.query(
      "UPDATE live_sessions SET customer_id = ?, business_unit_id = ? WHERE mac IS NOT NULL LIMIT 1",
      [newId(), nasId],
    );
    const ofDevice = (units: readonly string[] | "all") =>
      transact(({ sessions }) => sessions.ofDevice("aabbcc001122", units, 10));
    expect(await ofDevice("all"), "found by the digits of its MAC").to.have.length(1);
    expect(await ofDevice([nasId])).to.have.length(1);
    expect(await ofDevice([newId()]), "another unit's operator").to.have.length(0);
    const [facts] = await database.db.query(
      "SELECT COUNT(*) AS started FROM outbox WHERE subject LIKE 'isp.radius.v1.session.started%'",
    );
    expect(Number(facts.started)).to.equal(25);
  });

  it("are not begun with what no column holds, nor cut to its size", async () => {
    const [report] = fc.sample(anyReport, 1);
    const whole = input("long", report!);
    const username = "a".repeat(300);
    const key = sessionKey(nasId, "long", username);
    const long = { ...whole, identity: { ...whole.identity, key, username } };
    const transact = transactor(
      database.db,
      radiusScope(systemClock, secretBox(Buffer.alloc(32, 1))),
    );
    const batch = { sessions: [long], parked: [] };
    const failure = await recordAccounting(transact, intervalMs)(batch, () => undefined).catch(
      (error: unknown) => error,
    );
    expect(driverCode(failure)).to.equal("ER_DATA_TOO_LONG");
    expect(isUnwritable(failure), "is put aside, not tried for ever").to.equal(true);
    expect(await transact(({ sessions }) => sessions.lockByKey([key]))).to.deep.equal([]);
  });
});
