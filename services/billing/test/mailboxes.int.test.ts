import { mail } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { once } from "@isp/messaging";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { factConsumers } from "../src/events/consumers.ts";
import { type Books, openBooks, type Side, statuses } from "./support/books.ts";

const clock = fakeClock("2026-05-31T18:00:00Z");
const plan = {
  name: "Banda Larga",
  mailboxes: { included: 1, additionalFeeCents: 500n },
} as Side["plan"];

/** A mailbox under one of its versions. */
type Version = readonly [id: string, version: bigint];

describe("mailboxes beyond those that a plan includes (R15)", function () {
  this.timeout(60_000);
  let books: Books;
  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  const closeOn = (unit: string, on: string) => {
    clock.set(`${on}T18:00:00Z`);
    return books.close(unit, on);
  };

  /** Hands billing what mail says of a mailbox, at noon of a day. */
  async function say([id, version]: Version, side: Side, state: string, on: string) {
    const { id: subscriptionId = "", businessUnitId = "" } = side;
    const wanted = { state, version, at: new Date(`${on}T15:00:00Z`) };
    const item = { id, kind: "mailbox", subscriptionId, businessUnitId, version, wanted };
    const fact = mail.MailboxFact.fromPartial({ aggregateId: id, version, businessUnitId, item });
    const name = "billing-mailboxes";
    const consumer = factConsumers(once(books.scoped(), clock), clock).find(
      ({ durable }) => durable === name,
    );
    const subject = "isp.mail.v1.mailbox.changed";
    const delivery = { consumer: name, messageId: newId(), aggregateId: id, subject };
    await consumer!.handle(JSON.stringify(mail.MailboxFact.toJSON(fact)), delivery);
  }

  async function sold(more: Side = {}, on = "2026-05-21") {
    const unit = await books.aUnit();
    const side = books.aSide(unit, { startOn: on, plan, ...more });
    await books.hear(side, { kind: "register", on });
    const [first, second] = [newId(), newId()];
    await say([first, 1n], side, "reserved", on);
    await say([first, 2n], side, "on", on);
    return { unit, side, id: side.id!, first, second };
  }

  it("V39: C72: cost their fee from the day of the second, by days, and a month from then on", async () => {
    const { unit, side, id, second } = await sold({ startOn: "2026-04-30" }, "2026-04-30");
    await say([second, 1n], side, "on", "2026-05-21");
    expect((await closeOn(unit, "2026-05-31")).get(id)).to.equal(9_000n + 161n);
    expect((await closeOn(unit, "2026-06-30")).get(id)).to.equal(9_000n + 500n);
  });

  it("C78: cost nothing from the day on which one is deleted, though its name is kept for thirty days", async () => {
    const { unit, side, id, second } = await sold({ startOn: "2026-04-30" }, "2026-04-30");
    await say([second, 1n], side, "on", "2026-04-30");
    await closeOn(unit, "2026-05-31");
    await say([second, 2n], side, "released", "2026-06-10");
    await say([second, 3n], side, "deleted", "2026-07-10");
    // 10 of 30 days.
    expect((await closeOn(unit, "2026-06-30")).get(id)).to.equal(9_000n + 167n);
    expect((await closeOn(unit, "2026-07-31")).get(id)).to.equal(9_000n);
  });

  it("come back for the days of a month that was paid ahead, and are charged in one that was", async () => {
    const { unit, side, id, second } = await sold(
      { advanceBilling: true, startOn: "2026-05-31" },
      "2026-05-31",
    );
    await say([second, 1n], side, "on", "2026-05-31");
    expect((await closeOn(unit, "2026-05-31")).get(id)).to.equal(9_000n + 500n);
    await say([second, 2n], side, "released", "2026-06-10");
    // July ahead, without the second, and 20 of 30 days of June back.
    expect((await closeOn(unit, "2026-06-30")).get(id)).to.equal(9_000n - 333n);
    await say([newId(), 1n], side, "on", "2026-07-21");
    // August ahead, and 10 of 31 days of July.
    expect((await closeOn(unit, "2026-07-31")).get(id)).to.equal(9_000n + 500n + 161n);
    expect((await closeOn(unit, "2026-08-31")).get(id)).to.equal(9_000n + 500n);
  });

  it("cost each day once where one is given up and taken again in a month that was paid ahead", async () => {
    const { unit, side, id, second } = await sold(
      { advanceBilling: true, startOn: "2026-05-31" },
      "2026-05-31",
    );
    await say([second, 1n], side, "on", "2026-05-31");
    await closeOn(unit, "2026-05-31");
    await say([second, 2n], side, "released", "2026-06-10");
    const third = newId();
    await say([third, 1n], side, "on", "2026-06-20");
    await say([third, 2n], side, "released", "2026-06-25");
    await say([newId(), 1n], side, "on", "2026-06-28");
    // July ahead; of June 1.67, 0.84 and 0.33 were owed, and the rest of 5.00 comes back.
    expect((await closeOn(unit, "2026-06-30")).get(id)).to.equal(9_500n - 216n);
    expect((await closeOn(unit, "2026-07-31")).get(id)).to.equal(9_500n);
  });

  it("C51: stop with a suspension of the plan, and come back with what was paid ahead", async () => {
    const { unit, side, id, second } = await sold(
      { advanceBilling: true, startOn: "2026-05-31" },
      "2026-05-31",
    );
    await say([second, 1n], side, "on", "2026-05-31");
    await closeOn(unit, "2026-05-31");
    const suspended = { ...side, version: 2n, status: statuses.bare, service: "suspended" };
    await books.hear(suspended, { kind: "suspend", on: "2026-06-10" });
    await say([second, 2n], side, "suspended", "2026-06-10");
    await books.hear({ ...side, version: 3n }, { kind: "resume", on: "2026-06-15" });
    await say([second, 3n], side, "on", "2026-06-15");
    // 5 of 30 days of both come back.
    expect((await closeOn(unit, "2026-06-30")).get(id)).to.equal(9_500n - 1_500n - 83n);
  });

  it("C48: are priced by the new plan from the day of a change, though mail hears of it later", async () => {
    const { unit, side, id, first, second } = await sold({ startOn: "2026-05-31" }, "2026-05-31");
    await say([second, 1n], side, "on", "2026-05-31");
    await closeOn(unit, "2026-05-31");
    const dearer = { name: "Banda Larga 2", mailboxes: { included: 1, additionalFeeCents: 900n } };
    const [old, next] = books.replaced(side, "2026-06-12", { plan: dearer as Side["plan"] });
    await books.hear(old, { kind: "change-plan", on: "2026-06-12", successor: next });
    await say([second, 2n], next, "on", "2026-06-14");
    await say([first, 3n], next, "on", "2026-06-14");
    const billed = await closeOn(unit, "2026-06-30");
    expect(billed.get(id)).to.equal(3_600n + 200n);
    // 18 of 30 days at the new fee.
    expect(billed.get(next.id!)).to.equal(5_400n + 540n);
  });

  it("are not charged for what came before the last closing, when billing first hears of it", async () => {
    const { unit, side, id, second } = await sold({ startOn: "2026-01-31" }, "2026-01-31");
    for (const on of ["2026-02-28", "2026-03-31"]) await closeOn(unit, on);
    await say([second, 1n], side, "on", "2026-01-31");
    expect((await closeOn(unit, "2026-04-30")).get(id)).to.equal(9_000n + 500n);
  });
});
