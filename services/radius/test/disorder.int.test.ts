import { newId } from "@isp/kernel";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import * as fc from "fast-check";
import { after, before, describe, it } from "mocha";
import type { NamedAttribute } from "../src/protocol/attributes.ts";
import { acctStatus, packetCode } from "../src/protocol/codes.ts";
import { type RunningRadius, startRadius } from "../src/service.ts";
import { type AccessServer, openAccessServer } from "./support/access-server.ts";
import { nasSecret, type Stand, startStand } from "./support/stand.ts";

const senders = 16;
const { start, interim, stop } = acctStatus;

/** What differs between any two sessions, and what says how often and when a row was written. */
const ofItsOwn = ["id", "session_key", "version", "acct_session_id", "received_at"];

/** One packet of a session: its status, and what it reports. */
type Report = {
  readonly status: number;
  readonly second: number;
  readonly octets: number;
  readonly host: number;
};

/** A session's life: a start, interims a minute apart at most, and in most lives a stop. */
const lives = fc
  .record({
    pauses: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
    octets: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
    hosts: fc.array(fc.integer({ min: 1, max: 254 }), { minLength: 7, maxLength: 7 }),
    isStarted: fc.boolean(),
    isStopped: fc.boolean(),
  })
  .map(({ pauses, octets, hosts, isStarted, isStopped }): Report[] => {
    const of = (status: number, second: number): Report => ({
      status,
      second,
      octets: (octets + second) % 2 ** 32,
      host: hosts[second % hosts.length] ?? 1,
    });
    const moments = pauses.map((_, turn) => pauses.slice(0, turn + 1).reduce((a, b) => a + b));
    return [
      ...(isStarted ? [of(start, 0)] : []),
      ...moments.map((second) => of(interim, second)),
      ...(isStopped ? [of(stop, (moments.at(-1) ?? 0) + 1)] : []),
    ];
  });

/** The packets of a life in any order, each once to three times. */
const disorders = lives.chain((life) =>
  fc.record({
    life: fc.constant(life),
    order: fc
      .array(fc.integer({ min: 1, max: 3 }), { minLength: life.length, maxLength: life.length })
      .map((times) =>
        life.flatMap((report, index) => Array<Report>(times[index] ?? 1).fill(report)),
      )
      .chain((all) => fc.shuffledSubarray(all, { minLength: all.length })),
  }),
);

describe("the packets of a session from many senders at once", function () {
  this.timeout(120_000);
  let stand: Stand;
  let other: RunningRadius;
  let ports: AccessServer[];
  before(async () => {
    begunAt = Math.floor(Date.now() / 1_000) - 240;
    stand = await startStand();
    other = await startRadius({ ...stand.config, RADIUS_SPOOL_DIR: undefined });
    const replicas = [stand.radius, other];
    ports = await Promise.all(
      Array.from({ length: senders }, (_, index) => {
        const { authPort, acctPort } = replicas[index % 2] ?? stand.radius;
        return openAccessServer({ authPort, acctPort, secret: nasSecret, waitMs: 5_000 });
      }),
    );
    await eventually(async () => expect(await stand.nas.access("nobody", "x")).to.be.an("object"));
  });
  after(async () => {
    for (const port of ports) port.close();
    await other.stop();
    await stand.stop();
  });

  /** Not when the file is loaded: tests before it may take longer than clocks may differ. */
  let begunAt = 0;

  function attributesOf(session: Session, { second, octets, host }: Report): NamedAttribute[] {
    return [
      { name: "User-Name", value: session.username },
      { name: "Acct-Session-Id", value: session.acctSessionId },
      { name: "Event-Timestamp", value: begunAt + second },
      { name: "Acct-Session-Time", value: second },
      { name: "Acct-Input-Octets", value: octets },
      { name: "Acct-Output-Octets", value: octets },
      { name: "Framed-IP-Address", value: `100.64.0.${host}` },
      { name: "NAS-Port-Id", value: "ether1" },
    ];
  }

  type Session = { readonly username: string; readonly acctSessionId: string };

  /** All at once, so that they meet in the service: each sender takes the next packet when it is free. */
  async function send(session: Session, reports: readonly Report[], width: number): Promise<void> {
    const left = [...reports];
    await Promise.all(
      ports.slice(0, width).map(async (port) => {
        for (let report = left.shift(); report !== undefined; report = left.shift()) {
          const answer = await port.account(report.status, attributesOf(session, report));
          expect(answer?.code).to.equal(packetCode.accountingResponse);
        }
      }),
    );
  }

  async function rowsOf({ acctSessionId }: Session): Promise<Record<string, unknown>[]> {
    const rows = await stand.radius.context.db.query<Record<string, unknown>[]>(
      "SELECT * FROM live_sessions WHERE acct_session_id = ?",
      [acctSessionId],
    );
    return rows.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => !ofItsOwn.includes(name))),
    );
  }

  it(`make one row, and the same one, in any order and repetition from ${senders} senders to two replicas`, () =>
    fc.assert(
      fc.asyncProperty(disorders, async ({ life, order }) => {
        const username = `u${newId().slice(-12)}`;
        const inOrder = { username, acctSessionId: newId() };
        const disordered = { username, acctSessionId: newId() };
        await send(inOrder, life, 1);
        await send(disordered, order, senders);
        const expected = await rowsOf(inOrder);
        expect(expected).to.have.length(1);
        expect(await rowsOf(disordered)).to.deep.equal(expected);
      }),
      { numRuns: 100 },
    ));
});
