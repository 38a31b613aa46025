import { newId } from "@isp/kernel";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { destroyStorages } from "../src/usecases/destroy-storages.ts";
import { type MailStand, mailStand } from "./support/stand.ts";

describe("storages whose time under seal is over (D13)", function () {
  this.timeout(60_000);
  let stand: MailStand;

  before(async () => {
    stand = await mailStand();
  });
  after(() => stand.database.close());

  it("wait for no other that its server does not delete, and that one is tried again", async () => {
    const ids = [newId(), newId(), newId()].toSorted();
    const now = stand.clock.now();
    const of = { mailboxId: newId(), address: "a@x.example", subscriptionId: newId() };
    const more = { customerId: newId(), businessUnitId: newId(), sealedAt: now, keepUntil: now };
    for (const id of ids)
      await stand.transact(({ storages }) => storages.add({ id, ...of, ...more }));
    const asked: string[] = [];
    let broken = ids[0];
    const destroy = (id: string) => {
      asked.push(id);
      return id === broken ? Promise.reject(new Error("input/output error")) : Promise.resolve();
    };
    const run = destroyStorages(stand.transact, stand.transact, { destroy }, stand.clock);
    const told = await run().catch((error: unknown) => String(error));
    expect(told).to.contain("input/output error");
    expect(asked).to.deep.equal(ids);
    broken = undefined;
    asked.length = 0;
    await run();
    expect(asked, "only what is left").to.deep.equal([ids[0]]);
    await run();
    expect(asked).to.have.length(1);
  });
});
