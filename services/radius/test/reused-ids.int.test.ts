import { type Transact, transactor } from "@isp/db";
import { newId, noFailpoints, secretBox, systemClock } from "@isp/kernel";
import { openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import * as fc from "fast-check";
import { after, before, describe, it } from "mocha";
import { sessionKey } from "../src/accounting/read-report.ts";
import { accountingWriter } from "../src/accounting/writer.ts";
import { migrations } from "../src/db/migrations/index.ts";
import { radiusScope } from "../src/db/scope.ts";
import type { SessionReport } from "../src/domain/session.ts";
import { openSessions } from "../src/model/open-sessions.ts";
import type { Radius } from "../src/usecases/ports.ts";
import { recordAccounting } from "../src/usecases/record-accounting.ts";
import { recordRestart } from "../src/usecases/record-restart.ts";
import type { SessionInput } from "../src/usecases/session-ports.ts";

const begun = Date.parse("2026-03-01T09:00:00Z");
const intervalMs = 600_000;
const minute = 60_000;

type Row = {
  readonly started: number;
  readonly ended: number | null;
  readonly octets: number;
};

describe("an access server that uses the id of a session again", () => {
  let database: TestDatabase;
  let transact: Transact<Radius>;
  let write: ReturnType<typeof accountingWriter>;
  before(async function () {
    this.timeout(60_000);
    database = await openTestDatabase({ migrations });
    const scope = radiusScope(systemClock, secretBox(Buffer.alloc(32, 1)));
    transact = transactor(database.db, scope);
    write = accountingWriter({
      record: recordAccounting(transact, intervalMs),
      restart: recordRestart(transact, intervalMs),
      open: openSessions(),
      metrics: { batches: { startTimer: () => () => 0 } as never },
      onReadings: () => undefined,
      onFacts: () => undefined,
      onAsked: () => undefined,
      failpoint: noFailpoints,
    });
  });
  after(() => database.close());

  const nasId = newId();
  const owner = {
    loginId: null,
    subscriptionId: null,
    customerId: null,
    businessUnitId: null,
    routingPointId: null,
  };

  /** A report of a session that began at `from`, `later` minutes after that. */
  function report(
    username: string,
    kind: SessionReport["kind"],
    [from, later]: readonly [from: number, later: number],
  ): SessionInput {
    const identity = { nasId, nasAddress: "10.0.0.1", acctSessionId: "1", username };
    const at = begun + (from + later) * minute;
    return {
      identity: { ...identity, key: sessionKey(nasId, "1", username) },
      owner,
      isRefused: false,
      receivedAt: new Date(at),
      report: {
        kind,
        at,
        nasAt: null,
        isClockSkewed: false,
        sessionSeconds: kind === "start" ? 0 : later * 60,
        inputOctets: BigInt(later),
        outputOctets: 0n,
        terminateCause: null,
        mac: null,
        nasPortId: null,
        calledStationId: null,
        address: null,
        framedIpv6Prefix: null,
        delegatedIpv6Prefix: null,
      },
    };
  }

  const tell = (...inputs: readonly SessionInput[]) =>
    write(inputs.map((input) => ({ kind: "session", input })));

  async function rows(username: string): Promise<readonly Row[]> {
    const found = await transact(({ sessions }) =>
      sessions.list({
        username,
        address: "",
        at: null,
        routingPointId: "",
        openOnly: false,
        units: "all",
        before: "",
        limit: 10,
      }),
    );
    return found
      .map(({ state, endedAt }) => ({
        started: (state.start.at - begun) / minute,
        ended: endedAt && (endedAt.getTime() - begun) / minute,
        octets: Number(state.inputOctets),
      }))
      .toSorted((one, other) => one.started - other.started);
  }

  it("has the new session beside the old one, and late packets of the old one find that", async () => {
    await tell(report("ana", "start", [0, 0]));
    await tell(report("ana", "stop", [0, 30]));
    await tell(report("ana", "start", [40, 0]));
    const old = { started: 0, ended: 30, octets: 30 };
    expect(await rows("ana")).to.deep.equal([old, { started: 40, ended: null, octets: 0 }]);
    await tell(report("ana", "interim", [40, 10]));
    await tell(report("ana", "start", [0, 0]), report("ana", "stop", [0, 30]));
    await tell(report("ana", "interim", [0, 20]));
    expect(await rows("ana")).to.deep.equal([old, { started: 40, ended: null, octets: 10 }]);
    await tell(report("ana", "stop", [40, 20]), report("ana", "interim", [90, 10]));
    expect(await rows("ana"), "a third, known by an interim alone").to.deep.equal([
      old,
      { started: 40, ended: 60, octets: 20 },
      { started: 90, ended: null, octets: 10 },
    ]);
    await tell(report("ana", "stop", [0, 29]));
    expect((await rows("ana"))[0], "an earlier stop of the first").to.include({ ended: 29 });
  });

  it("is believed at once when it says that a session began after its restart", async () => {
    await tell(report("bia", "start", [0, 0]), report("bia", "interim", [0, 10]));
    await write([{ kind: "restart", nasId, at: begun + 12 * minute }]);
    await tell(report("bia", "start", [13, 0]));
    await tell(report("bia", "interim", [0, 10]));
    expect(await rows("bia")).to.deep.equal([
      { started: 0, ended: 12, octets: 10 },
      { started: 13, ended: null, octets: 0 },
    ]);
  });

  it("goes on with a session that was presumed to have ended when it is reported again", async () => {
    await tell(report("eva", "start", [0, 0]));
    await write([{ kind: "restart", nasId, at: begun + minute }]);
    await tell(report("eva", "interim", [0, 120]));
    expect(await rows("eva")).to.deep.equal([{ started: 0, ended: null, octets: 120 }]);
  });

  it("gives the same two rows whatever is late, repeated or written together", async function () {
    this.timeout(60_000);
    let run = 0;
    const of = (from: number, last: number) =>
      fc.constant([
        ["start", from, 0],
        ["interim", from, 10],
        ["interim", from, 20],
        ["stop", from, last],
      ] as const);
    const order = fc
      .tuple(of(0, 30), of(60, 30))
      .chain(([first, second]) =>
        fc.tuple(
          fc.shuffledSubarray([...first, ...first], { minLength: 8 }),
          fc.shuffledSubarray([...second, ...second, ...first, ...first], { minLength: 16 }),
          fc.integer({ min: 1, max: 8 }),
        ),
      );
    await fc.assert(
      fc.asyncProperty(order, async ([first, second, atOnce]) => {
        const username = `user-${run++}`;
        const packets = [...first, ...second].map(([kind, from, later]) =>
          report(username, kind, [from, later]),
        );
        for (let at = 0; at < packets.length; at += atOnce)
          await tell(...packets.slice(at, at + atOnce));
        expect(await rows(username)).to.deep.equal([
          { started: 0, ended: 30, octets: 30 },
          { started: 60, ended: 90, octets: 30 },
        ]);
      }),
      { numRuns: 60 },
    );
  });
});
