import { addDays, DomainError } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { type Debtors } from "./support/ladder.ts";
import { ladderStory, noticedOn, suspendedOn } from "./support/ladder-story.ts";

const clock = fakeClock("2026-06-30T18:00:00Z");

describe("the default ladder of a unit", function () {
  this.timeout(120_000);
  const { story, isSuspended, actsOf, one, suspendedOne } = ladderStory(clock);
  let debts: Debtors;
  before(() => {
    ({ debts } = story);
  });

  it("gives notice, suspends 15 days after it, and lifts that when all is paid (Resolução Anatel 765/2023)", async () => {
    const owing = await one();
    await debts.passTo(owing.unit, addDays(noticedOn, -1));
    expect(await debts.noticesOf(owing)).to.deep.equal([]);
    await debts.passTo(owing.unit, noticedOn);
    const [notice] = await debts.noticesOf(owing);
    expect(notice).to.include({ kind: "default", state: "sent", sentOn: noticedOn });
    await debts.passTo(owing.unit, addDays(suspendedOn, -1));
    expect(isSuspended(owing)).to.equal(false);
    await debts.passTo(owing.unit, suspendedOn);
    expect(isSuspended(owing)).to.equal(true);
    await debts.pay(owing);
    await debts.look();
    expect(actsOf(owing)).to.deep.equal(["suspend", "resume"]);
    await debts.passTo(owing.unit, addDays(suspendedOn, 20));
    expect(actsOf(owing)).to.deep.equal(["suspend", "resume"]);
  });

  it("does nothing in a unit where nobody switched it on", async () => {
    const owing = await one({ isOn: false });
    await debts.passTo(owing.unit, "2026-08-20");
    expect([await debts.noticesOf(owing), actsOf(owing)]).to.deep.equal([[], []]);
  });

  it("acts on nothing that was not approved, and proposes it again the next day", async () => {
    const owing = await one();
    debts.day(noticedOn);
    await debts.look();
    const { day, entries } = await debts.listOf(owing.unit);
    expect(day).to.include({ state: "open", approvedBy: "" });
    expect(entries).to.have.length(1);
    expect(entries[0]).to.include({ act: "notice", debtCents: 9_000n, customerName: "Cliente 0" });
    debts.day(addDays(noticedOn, 1));
    await debts.look();
    expect((await debts.listOf(owing.unit)).entries).to.have.length(1);
    expect(await debts.noticesOf(owing)).to.deep.equal([]);
    const yesterday = await debts.transact(({ defaultDays }) => defaultDays.find(day!.id, "all"));
    expect(yesterday.state).to.equal("lapsed");
    await debts.approve(owing.unit, [(await debts.listOf(owing.unit)).entries[0]!.id]);
    await debts.look();
    expect(await debts.noticesOf(owing)).to.deep.equal([]);
    expect(await debts.codeOf(debts.approve(owing.unit))).to.equal("billing.day_decided");
  });

  it("lets later days approve themselves once a person has approved one, from eight o'clock on", async () => {
    const owing = await one({ isAutomatic: true });
    debts.day(noticedOn);
    await debts.look();
    expect((await debts.listOf(owing.unit)).day?.state).to.equal("open");
    await debts.approve(owing.unit);
    await debts.look();
    for (let on = addDays(noticedOn, 1); on < suspendedOn; on = addDays(on, 1)) {
      debts.day(on);
      await debts.look();
    }
    // Seven in the morning in São Paulo, and then eight.
    clock.set(`${suspendedOn}T10:00:00Z`);
    await debts.look();
    expect((await debts.listOf(owing.unit)).day).to.include({ state: "approved", approvedBy: "" });
    expect(isSuspended(owing)).to.equal(false);
    clock.set(`${suspendedOn}T11:00:00Z`);
    await debts.look();
    expect(isSuspended(owing)).to.equal(true);
  });

  it("suspends no more on a day than its cap, and the rest on the next ones", async () => {
    const all = await debts.owing({ dailyCap: 2 }, 5);
    const { unit } = all[0]!;
    await debts.passTo(unit, suspendedOn);
    expect(all.filter(isSuspended)).to.have.length(2);
    const { entries } = await debts.listOf(unit);
    expect(entries.filter(({ state }) => state === "capped")).to.have.length(3);
    // Thursday the 30th is before a Friday; Friday and the weekend are not fit, Monday is.
    await debts.passTo(unit, "2026-07-30");
    expect(all.filter(isSuspended)).to.have.length(4);
    await debts.passTo(unit, "2026-08-02");
    expect(all.filter(isSuspended)).to.have.length(4);
    await debts.passTo(unit, "2026-08-03");
    expect(all.filter(isSuspended)).to.have.length(5);
  });

  it("leaves alone who pays between the approval and his turn", async () => {
    const owing = await one();
    await debts.passTo(owing.unit, addDays(suspendedOn, -1));
    debts.day(suspendedOn);
    await debts.look();
    await debts.approve(owing.unit);
    await debts.pay(owing);
    await debts.look();
    expect(actsOf(owing)).to.deep.equal([]);
    const { entries } = await debts.listOf(owing.unit);
    expect(entries[0]).to.include({ state: "dropped", problem: "nothing-due" });
  });

  it("keeps who has paid a part suspended, and lets who paid the rest back", async () => {
    const owing = await suspendedOne();
    await debts.pay(owing, 5_000n);
    await debts.look();
    expect(isSuspended(owing)).to.equal(true);
    await debts.pay(owing);
    await debts.look();
    expect(isSuspended(owing)).to.equal(false);
  });

  it("lifts no suspension but its own", async () => {
    const owing = await one();
    debts.plans.suspended.add(owing.subscriptionId);
    const code = "plans.already_suspended";
    debts.plans.refuse(new DomainError({ code, kind: "precondition" }, "It is suspended."));
    await debts.passTo(owing.unit, suspendedOn);
    debts.plans.refuse(null);
    const held = () =>
      debts.transact((s) => s.suspensions.ofCustomer(owing.unit, owing.customerId));
    expect((await held())[0]).to.include({ state: "refused", problem: code });
    await debts.pay(owing);
    await debts.look();
    expect(isSuspended(owing)).to.equal(true);
    expect(actsOf(owing)).to.deep.equal([]);
  });

  it("waits while plans is away, and suspends once when it is back", async () => {
    const owing = await one();
    await debts.passTo(owing.unit, addDays(suspendedOn, -1));
    debts.day(suspendedOn);
    await debts.look();
    await debts.approve(owing.unit);
    const code = "rpc.unavailable";
    debts.plans.refuse(new DomainError({ code, kind: "unavailable" }, "plans is away"));
    expect(await debts.codeOf(debts.look())).to.equal(code);
    debts.plans.refuse(null);
    await Promise.all([debts.look(), debts.look(), debts.look()]);
    expect(actsOf(owing)).to.deep.equal(["suspend"]);
  });
});
