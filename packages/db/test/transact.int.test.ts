import { setTimeout as sleep } from "node:timers/promises";
import { radiusEvents } from "@isp/contracts";
import { newId, systemClock } from "@isp/kernel";
import { eventually, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import type { EntityManager } from "typeorm";
import {
  acquireLease,
  inbox,
  leaseKeeper,
  outbox,
  releaseLease,
  transactor,
} from "../src/index.ts";

const contract = radiusEvents.nasNasUnknown.of("unknown");
const payload = { address: "192.0.2.1", count: 1, at: new Date(0) };

describe("a transaction", function () {
  this.timeout(30_000);
  let database: TestDatabase;
  const transact = <Result>(work: (manager: EntityManager) => Promise<Result>) =>
    transactor(database.db, (manager) => manager)(work);
  const amounts = async () => {
    const rows = await database.db.query<{ amount: number }[]>(
      "SELECT amount FROM accounts ORDER BY id",
    );
    return rows.map(({ amount }) => amount);
  };

  before(async () => {
    database = await openTestDatabase({});
    await database.db.query("CREATE TABLE accounts (id int PRIMARY KEY, amount int NOT NULL)");
    await database.db.query("INSERT INTO accounts VALUES (1, 0), (2, 0)");
  });
  after(() => database.close());

  it("is run again as a whole when two of them deadlock (R20)", async () => {
    let runs = 0;
    const both = (first: number, second: number) =>
      transact(async (manager) => {
        runs++;
        await manager.query("UPDATE accounts SET amount = amount + 1 WHERE id = ?", [first]);
        await sleep(50);
        await manager.query("UPDATE accounts SET amount = amount + 1 WHERE id = ?", [second]);
      });
    await Promise.all([both(1, 2), both(2, 1)]);
    expect(runs).to.be.greaterThan(2);
    expect(await amounts()).to.deep.equal([2, 2]);
  });

  it("is run again when partitions of a table were made or dropped since it began", async () => {
    await database.db.query(
      "CREATE TABLE months (id int PRIMARY KEY) PARTITION BY RANGE (id) (PARTITION one VALUES LESS THAN (1))",
    );
    let runs = 0;
    const rows = await transact(async (manager) => {
      runs++;
      await manager.query("SELECT amount FROM accounts");
      if (runs === 1)
        await database.db.query(
          "ALTER TABLE months ADD PARTITION (PARTITION two VALUES LESS THAN (2))",
        );
      return manager.query<unknown[]>("SELECT id FROM months");
    });
    expect([runs, rows]).to.deep.equal([2, []]);
  });

  it("leaves nothing behind when it throws, and none of its facts either", async () => {
    const attempt = transact(async (manager) => {
      await manager.query("UPDATE accounts SET amount = 100 WHERE id = 1");
      await outbox(manager, systemClock).add(contract, payload, { aggregateId: "x" });
      throw new Error("no");
    });
    expect(
      await attempt.then(
        () => "kept",
        () => "thrown",
      ),
    ).to.equal("thrown");
    expect((await amounts())[0]).to.equal(2);
    const [row] = await database.db.query<{ n: string }[]>("SELECT COUNT(*) AS n FROM outbox");
    expect(row?.n).to.equal("0");
  });

  it("lets a message through once, and a version only upwards", async () => {
    const messageId = newId();
    const accepted = await Promise.all(
      Array.from({ length: 10 }, () =>
        transact((manager) => inbox(manager).accept("reader", messageId, new Date())),
      ),
    );
    expect(accepted.filter(Boolean)).to.have.length(1);
    const advance = (version: bigint) =>
      transact((manager) => inbox(manager).advance("reader", "aggregate", version));
    const outcomes = [await advance(1n), await advance(3n), await advance(2n), await advance(3n)];
    expect(outcomes).to.deep.equal([true, true, false, false]);
  });
});

describe("a lease", function () {
  this.timeout(30_000);
  let database: TestDatabase;
  before(async () => {
    database = await openTestDatabase({});
  });
  after(() => database.close());

  it("has one holder, passes on when it is given back, and counts its holders", async () => {
    const [a, b] = [newId(), newId()];
    const first = await acquireLease(database.db, "relay", a, 60_000);
    expect(await acquireLease(database.db, "relay", b, 60_000)).to.equal(null);
    expect(await acquireLease(database.db, "relay", a, 60_000)).to.deep.equal(first);
    await releaseLease(database.db, "relay", a);
    const second = await acquireLease(database.db, "relay", b, 60_000);
    expect(second!.fencing > first!.fencing).to.equal(true);
  });

  it("asks for a lease that it holds only when a third of it has passed", async () => {
    const [a, b] = [newId(), newId()];
    const name = "kept";
    const keeper = leaseKeeper(database.db, { name, holder: a, ttlMs: 300 });
    expect(await keeper.hold()).to.not.equal(null);
    // Nothing but asking the database could tell that another holds it now.
    await releaseLease(database.db, name, a);
    await acquireLease(database.db, name, b, 60_000);
    expect(await keeper.hold()).to.not.equal(null);
    await eventually(async () => expect(await keeper.hold()).to.equal(null));
    await keeper.release();
    expect(await acquireLease(database.db, name, b, 60_000)).to.not.equal(null);
  });
});
