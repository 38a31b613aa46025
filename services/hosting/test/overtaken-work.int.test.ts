import { expect } from "chai";
import { describe, it } from "mocha";
import type { Database } from "../src/domain/database.ts";
import { changeDatabasePassword } from "../src/usecases/change-database-password.ts";
import type { Driver } from "../src/usecases/drive/driver.ts";
import { driveOne } from "../src/usecases/drive/drive-items.ts";
import { databaseKind } from "../src/usecases/items/hung-kinds.ts";
import { box, clock, openHosted, type OpenHosted, write } from "./support/hosted.ts";

describe("work that is overtaken by a newer wish", function () {
  this.timeout(60_000);
  let database: OpenHosted;
  const transact: OpenHosted["transact"] = (work) => database.transact(work);

  before(async () => {
    database = await openHosted();
  });
  after(() => database.close());

  /** What the server has, and what keeps an act from reaching it. */
  const server = new Map<string, bigint>();
  const ways: (() => Promise<void>)[] = [];
  const driver: Driver<Database> = {
    server: "database",
    async apply({ id, wanted }) {
      await ways.shift()?.();
      server.set(id, wanted.version);
      return { state: "in-step" };
    },
    compare: () => Promise.resolve(null),
    forget: () => Promise.resolve(),
  };
  const parts = { look: transact, transact, clock, onFailure: () => undefined };
  const drive = driveOne(parts, databaseKind(box, true), driver);
  const due = async () => {
    const [work] = await transact((scope) => scope.work.due(clock.now(), 1));
    return work;
  };

  it("C97: is over where another replica ended it, whatever becomes of the one that was slow", async () => {
    const here = await database.hosted();
    const { database: made } = await database.aDatabase(here);
    await transact(async ({ databases }) => {
      const known = await databases.lock(made.id, "all");
      await databases.save({ ...known, real: { ...known.real, reason: "" } });
    });
    const first = await due();
    if (first === undefined) throw new Error("nothing is due");
    let fail = () => undefined as void;
    const reached = new Promise<void>((began) => {
      ways.push(
        () => new Promise<void>((_, broken) => ((fail = () => broken(new Error("away"))), began())),
      );
    });
    const slow = drive(first);
    await reached;
    clock.advance({ ms: 11_000 });
    const second = await due();
    if (second === undefined) throw new Error("the claim did not end");
    await drive(second);
    fail();
    await slow;
    const { real } = await transact(({ databases }) => databases.find(made.id, "all"));
    expect(real).to.include({ state: "in-step", reason: "" });
    expect(await due()).to.equal(undefined);
  });

  it("C97: is done again where the older act reached the server after the newer one", async () => {
    const here = await database.hosted();
    const { database: made } = await database.aDatabase(here);
    const change = () =>
      changeDatabasePassword(transact, clock, box, true)(write("P"), made.id, "all");
    await transact(async ({ databases }) => {
      const known = await databases.lock(made.id, "all");
      await databases.save({ ...known, real: { ...known.real, reason: "" } });
    });
    await change();
    const first = await due();
    if (first === undefined) throw new Error("nothing is due");
    let letGo = () => undefined as void;
    const reached = new Promise<void>((began) => {
      ways.push(() => new Promise<void>((go) => ((letGo = go), began())));
    });
    const older = drive(first);
    await reached;
    const { database: newer } = await change();
    const second = await due();
    if (second === undefined) throw new Error("the newer wish is not due");
    await drive(second);
    expect(server.get(made.id)).to.equal(newer.wanted.version);
    letGo();
    await older;
    expect(server.get(made.id), "what came last").to.not.equal(newer.wanted.version);
    const again = await due();
    if (again !== undefined) await drive(again);
    expect(server.get(made.id)).to.equal(newer.wanted.version);
    expect(await due()).to.equal(undefined);
  });
});
