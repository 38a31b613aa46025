import { radiusEvents } from "@isp/contracts";
import { deadLetters, inbox, outbox, transactor } from "@isp/db";
import { newId, systemClock } from "@isp/kernel";
import {
  eventually,
  openTestDatabase,
  startNats,
  type TestDatabase,
  type TestNats,
} from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import {
  connectNats,
  consumer,
  type Nats,
  once,
  type Relay,
  startConsumer,
  startRelay,
  streams,
} from "../src/index.ts";

const own = streams.filter(({ owner }) => owner === "radius");
const clock = systemClock;

describe("facts on their way", () => {
  let database: TestDatabase;
  let server: TestNats;
  let nats: Nats;
  let relay: Relay;
  let loop: { stop: () => Promise<void> };
  const handled: string[] = [];
  const failures: unknown[] = [];
  let poison = new Set<string>();

  const bound = () =>
    transactor(database.db, (manager) => ({
      inbox: inbox(manager),
      outbox: outbox(manager, clock),
      deadLetters: deadLetters(manager),
    }));

  const say = (aggregateId: string, version: bigint) =>
    bound()(({ outbox: facts }) =>
      facts.add(
        radiusEvents.login.of("created"),
        {
          aggregateId,
          version,
          businessUnitId: "u",
          operationId: "",
          item: undefined,
          username: "x",
          routingPointId: "",
        },
        { aggregateId },
      ),
    );

  before(async function () {
    this.timeout(60_000);
    database = await openTestDatabase({});
    server = await startNats();
    nats = await connectNats({ url: server.url, name: "radius" });
    relay = startRelay({
      db: database.db,
      nats,
      streams: own,
      onError: (error) => failures.push(error),
    });
    const reader = consumer(
      "plans-logins",
      radiusEvents.login,
      once(
        bound(),
        clock,
      )(async (payload) => {
        if (poison.has(payload.aggregateId)) throw new Error("cannot handle this");
        handled.push(`${payload.aggregateId}#${payload.version}`);
      }),
    );
    loop = startConsumer(reader, {
      nats,
      clock,
      transact: bound(),
      onFailure: (error) => failures.push(error),
      backoffMs: [20],
    });
  });

  after(async function () {
    this.timeout(20_000);
    await loop.stop();
    await relay.stop();
    await nats.connection.close();
    await server.stop();
    await database.close();
  });

  it("arrive once each and in order per aggregate", async () => {
    const ids = [newId(), newId(), newId()];
    for (let version = 1n; version <= 20n; version++) {
      for (const id of ids) await say(id, version);
    }
    relay.wake();
    await eventually(() => expect(handled).to.have.length(60));
    for (const id of ids) {
      const versions = handled
        .filter((text) => text.startsWith(id))
        .map((text) => Number(text.split("#")[1]));
      expect(versions).to.deep.equal(Array.from({ length: 20 }, (_, index) => index + 1));
    }
  });

  it("are set aside when they cannot be handled, while those behind them flow", async () => {
    const [bad, good] = [newId(), newId()];
    poison = new Set([bad]);
    await say(bad, 1n);
    await say(good, 1n);
    relay.wake();
    await eventually(() => expect(handled).to.include(`${good}#1`));
    const letters = await eventually(async () => {
      const found = await bound()((scope) => scope.deadLetters.list(10));
      expect(found).to.have.length(1);
      return found;
    });
    expect(letters[0]).to.include({ consumer: "plans-logins", attempts: 5 });
    expect(letters[0]?.payload).to.contain(bad);
  });

  it("are published again after the stream's store was lost, and change nothing twice", async function () {
    this.timeout(60_000);
    const before = handled.length;
    await server.kill();
    await server.deleteStore();
    const late = newId();
    await say(late, 1n);
    await server.start();
    await eventually(() => expect(handled).to.include(`${late}#1`), { withinMs: 20_000 });
    await eventually(
      async () => {
        const { state } = await nats.jsm.streams.info("RADIUS");
        expect(state.messages).to.equal(63);
      },
      { withinMs: 20_000 },
    );
    await eventually(
      async () => {
        const { num_pending: pending } = await nats.jsm.consumers.info("RADIUS", "plans-logins");
        expect(pending).to.equal(0);
      },
      { withinMs: 20_000 },
    );
    expect(handled.length).to.equal(before + 1);
  });
});
