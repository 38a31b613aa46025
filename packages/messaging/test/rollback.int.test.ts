import { radiusEvents } from "@isp/contracts";
import { outbox, transactor } from "@isp/db";
import { newId, systemClock } from "@isp/kernel";
import { eventually, openTestDatabase, type TestDatabase } from "@isp/testing";
import type { MsgHdrs } from "@nats-io/transport-node";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { type Nats, type Relay, startRelay, streams } from "../src/index.ts";

const clock = systemClock;

/**
 * A stream that can be set back while the relay is publishing. A real server restarts for that, and
 * whether a publish slips in between its restart and the relay's check is then a matter of luck.
 */
function fakeStream() {
  const stored: string[] = [];
  const publish = (_subject: string, _payload: string, headers: MsgHdrs) => {
    const msgID = headers.get("Nats-Msg-Id");
    const known = stored.indexOf(msgID);
    if (known === -1) stored.push(msgID);
    const sequence = known === -1 ? stored.length : known + 1;
    return Promise.resolve({ stream: "RADIUS", sequence, isDuplicate: known !== -1 });
  };
  const info = (name: string) =>
    Promise.resolve({
      created: "2026-01-01T00:00:00Z",
      state: { last_seq: name === "RADIUS" ? stored.length : 0 },
    });
  async function* status() {}
  const nats = { connection: { status }, publisher: { publish }, jsm: { streams: { info } } };
  return { stored, nats: nats as unknown as Nats };
}

describe("a stream that was set back under the relay", () => {
  let database: TestDatabase;
  let relay: Relay;
  const stream = fakeStream();

  const say = (count: number) =>
    transactor(database.db, (manager) => outbox(manager, clock))(async (facts) => {
      for (let index = 0; index < count; index++) {
        const aggregateId = newId();
        const payload = { aggregateId, version: 1n, businessUnitId: "u", operationId: "" };
        const login = { ...payload, item: undefined, username: "x", routingPointId: "" };
        await facts.add(radiusEvents.login.of("created"), login, { aggregateId });
      }
    });
  const queued = async () => {
    const rows = await database.db.query<{ id: string }[]>("SELECT message_id AS id FROM outbox");
    return rows.map(({ id }) => id);
  };

  before(async function () {
    this.timeout(60_000);
    database = await openTestDatabase({});
    relay = startRelay({
      db: database.db,
      nats: stream.nats,
      streams: streams.filter(({ owner }) => owner === "radius"),
      onError: () => undefined,
    });
  });
  after(async () => {
    await relay.stop();
    await database.close();
  });

  for (const [kept, late] of [
    [5, 3],
    [8, 1],
    [4, 20],
  ] as const) {
    it(`gets back all that it lost, though ${late} new facts took its places`, async () => {
      await say(10);
      relay.wake();
      await eventually(async () => expect(stream.stored).to.have.members(await queued()));
      await eventually(async () => {
        const [row] = await database.db.query<{ n: string }[]>(
          "SELECT COUNT(*) AS n FROM outbox WHERE stream_sequence = 0",
        );
        expect(Number(row?.n)).to.equal(0);
      });
      stream.stored.length = stream.stored.length - 10 + kept;
      await say(late);
      relay.wake();
      await eventually(async () => expect(stream.stored).to.have.members(await queued()), {
        withinMs: 5_000,
      });
    }).timeout(15_000);
  }
});
