import { newId } from "@isp/kernel";
import { expect } from "chai";
import { describe, it } from "mocha";
import { changeDatabasePassword } from "../src/usecases/change-database-password.ts";
import { box, clock, code, openHosted, type OpenHosted, write } from "./support/hosted.ts";

describe("the password of a database", function () {
  this.timeout(60_000);
  let database: OpenHosted;
  const transact: OpenHosted["transact"] = (work) => database.transact(work);
  const hosted: OpenHosted["hosted"] = (...asked) => database.hosted(...asked);
  const aDatabase: OpenHosted["aDatabase"] = (...asked) => database.aDatabase(...asked);
  const hear: OpenHosted["hear"] = (...asked) => database.hear(...asked);

  before(async () => {
    database = await openHosted();
  });
  after(() => database.close());

  const change = (id: string, request = write("P")) =>
    changeDatabasePassword(transact, clock, box, false)(request, id, "all");
  const brought = async (id: string) =>
    transact(async ({ databases }) => {
      const known = await databases.lock(id, "all");
      const real = { ...known.real, state: "in-step", version: known.wanted.version } as const;
      await databases.save({ ...known, version: known.version + 1n, real });
    });

  it("C97: is told again to who asked for it, also once its server has taken it over", async () => {
    const here = await hosted();
    const [name, request] = ["loja_repetida", write("CreateDatabase")];
    const first = await aDatabase(here, { name }, request);
    await brought(first.database.id);
    expect((await aDatabase(here, { name }, request)).password).to.equal(first.password);
  });

  it("C97: is a new one for each request, and its own again for a repeated one", async () => {
    const here = await hosted();
    const [name, creation, asked] = ["loja_nova", write("CreateDatabase"), write("P")];
    const { database: made, password } = await aDatabase(here, { name }, creation);
    const next = await change(made.id, asked);
    expect(next.password).to.have.length.above(11).and.not.equal(password);
    expect(next.database.wanted.version).to.equal(made.wanted.version + 1n);
    await brought(made.id);
    const again = await change(made.id, asked);
    expect(again.password).to.equal(next.password);
    expect(again.database.wanted.version).to.equal(next.database.wanted.version);
    expect((await aDatabase(here, { name }, creation)).password, "the creation's").to.equal("");
    const last = await change(made.id);
    expect(last.password).to.not.equal(next.password);
    expect((await change(made.id, asked)).password, "no longer his").to.equal("");
    const facts = await database.db.query<{ payload: string }[]>("SELECT payload FROM outbox");
    for (const secret of [password, next.password, last.password])
      expect(JSON.stringify(facts)).to.not.contain(secret);
  });

  it("C97, D19: is told to nobody who asked before its database went to another customer", async () => {
    const here = await hosted();
    const asked = write("P");
    const { database: made } = await aDatabase(here);
    await change(made.id, asked);
    const successor = { id: newId(), customerId: "bia" };
    await hear(here.subscription.id, "transfer", { successor });
    expect((await change(made.id, asked)).password).to.equal("");
  });

  it("C97: is not made for a database that was given up, nor told of it", async () => {
    const here = await hosted();
    const asked = write("P");
    const { database: made } = await aDatabase(here);
    await change(made.id, asked);
    await hear(here.subscription.id, "cancel");
    expect(await code(change(made.id))).to.equal("hosting.database_not_found");
    expect((await change(made.id, asked)).password).to.equal("");
  });
});
