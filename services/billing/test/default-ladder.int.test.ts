import { addDays, DomainError, newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { contestInvoices } from "../src/usecases/contest-invoice.ts";
import { approveDay } from "../src/usecases/decide-day.ts";
import { promiseCustomer } from "../src/usecases/promise-customer.ts";
import { readCustomerLadder } from "../src/usecases/read-customer-ladder.ts";
import { unlockInTrust } from "../src/usecases/unlock-in-trust.ts";
import { type Debtors, named, openLadder, type Owing } from "./support/ladder.ts";

const clock = fakeClock("2026-06-30T18:00:00Z");
/** Due on Friday 10 July; in time until then, known on Monday, told on Monday. */
const [noticedOn, suspendedOn] = ["2026-07-13", "2026-07-29"] as const;

describe("the default ladder of a unit", function () {
  this.timeout(120_000);
  let debts: Debtors;
  before(async () => {
    debts = await openLadder(clock);
  });
  beforeEach(() => {
    debts.plans.refuse(null);
    debts.smtp.refuseWith(null);
  });
  after(() => debts.stop());

  const isSuspended = ({ subscriptionId }: Owing) => debts.plans.suspended.has(subscriptionId);
  const actsOf = ({ subscriptionId }: Owing) =>
    debts.plans.acts.filter((act) => act.endsWith(subscriptionId)).map((act) => act.split(" ")[0]);
  async function one(more = {}): Promise<Owing> {
    const [owing] = await debts.owing(more);
    return owing!;
  }
  async function suspendedOne(more = {}): Promise<Owing> {
    const owing = await one(more);
    await debts.passTo(owing.unit, suspendedOn);
    expect(isSuspended(owing)).to.equal(true);
    return owing;
  }

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

  it("stands still for a debt that is contested, and brings back who owed nothing else", async () => {
    const contests = contestInvoices(debts.transact, clock);
    const owing = await suspendedOne();
    const { id: invoiceId } = await debts.invoiceOf(owing);
    const given = { invoiceId, reason: "não usei em julho", by: "Ana" };
    const request = named("ContestInvoice");
    const contest = await contests.open(request, given, "all");
    expect(await contests.open(request, given, "all")).to.deep.equal(contest);
    expect(contest.answerByOn).to.equal(addDays(suspendedOn, 30));
    const again = contests.open(named("ContestInvoice"), given, "all");
    expect(await debts.codeOf(again)).to.equal("billing.contest_open");
    await debts.look();
    expect(isSuspended(owing)).to.equal(false);
    await debts.passTo(owing.unit, "2026-08-10");
    expect(actsOf(owing)).to.deep.equal(["suspend", "resume"]);
    const answer = {
      id: contest.id,
      outcome: "rejected",
      answer: "o uso está no registro",
    } as const;
    await contests.answer(named("AnswerContest"), { ...answer, by: "Rui" }, "all");
    await debts.passTo(owing.unit, "2026-08-26");
    expect(actsOf(owing)).to.deep.equal(["suspend", "resume", "suspend"]);
  });

  it("keeps what was promised: nobody is suspended until that day has passed", async () => {
    const owing = await one();
    debts.day(noticedOn);
    const promise = { customerId: owing.customerId, untilOn: "2026-08-05", reason: "acordo" };
    const given = { ...promise, expectedVersion: 1n, by: "Ana" };
    await promiseCustomer(debts.transact, clock)(named("Promise"), given, "all");
    clock.set("2026-07-12T15:00:00Z");
    await debts.passTo(owing.unit, "2026-08-05");
    expect(isSuspended(owing)).to.equal(false);
    await debts.passTo(owing.unit, "2026-08-06");
    expect(isSuspended(owing)).to.equal(true);
  });

  it("asks for a fresh notice where it was switched off in between", async () => {
    const owing = await one();
    await debts.passTo(owing.unit, "2026-07-20");
    await debts.policy(owing.unit, { isOn: false, fromOn: "2026-07-20" });
    await debts.passTo(owing.unit, "2026-08-09");
    expect(isSuspended(owing)).to.equal(false);
    debts.day("2026-08-10");
    await debts.policy(owing.unit, { isOn: true, fromOn: "2026-08-10" });
    clock.set("2026-08-09T15:00:00Z");
    await debts.passTo(owing.unit, "2026-08-25");
    expect(await debts.noticesOf(owing)).to.have.length(2);
    expect(isSuspended(owing)).to.equal(false);
    await debts.passTo(owing.unit, "2026-08-26");
    expect(isSuspended(owing)).to.equal(true);
  });

  it("S74: unlocks in trust once, out of fifty who ask at the same time", async () => {
    const owing = await suspendedOne();
    const unlock = unlockInTrust(debts.transact, clock);
    const given = { customerId: owing.customerId, by: "Ana" };
    const codes = await Promise.all(
      Array.from({ length: 50 }, () => debts.codeOf(unlock(named("UnlockInTrust"), given, "all"))),
    );
    expect(codes.filter((code) => code === "ok")).to.have.length(1);
    await debts.look();
    expect(actsOf(owing)).to.deep.equal(["suspend", "resume"]);
  });

  it("suspends again when the days of an unlock in trust have passed, without another notice", async () => {
    const owing = await suspendedOne();
    const unlock = unlockInTrust(debts.transact, clock);
    const given = { customerId: owing.customerId, by: "Ana" };
    const { untilOn } = await unlock(named("UnlockInTrust"), given, "all");
    expect(untilOn).to.equal(addDays(suspendedOn, 3));
    await debts.look();
    await debts.passTo(owing.unit, "2026-08-02");
    expect(isSuspended(owing)).to.equal(false);
    await debts.passTo(owing.unit, "2026-08-03");
    expect(isSuspended(owing)).to.equal(true);
    expect(await debts.noticesOf(owing)).to.have.length(1);
    const second = unlock(named("UnlockInTrust"), given, "all");
    expect(await debts.codeOf(second)).to.equal("billing.unlock_used");
  });

  it("suspends the successor where the plan was changed after the debt", async () => {
    const owing = await one();
    const { books } = debts;
    const old = {
      id: owing.subscriptionId,
      businessUnitId: owing.unit,
      customerId: owing.customerId,
    };
    const [ended, successor] = books.replaced(old, "2026-07-15");
    debts.day("2026-07-12");
    await books.hear(
      { ...books.aSide(owing.unit, old), ...ended },
      { kind: "change-plan", on: "2026-07-15", successor },
    );
    await debts.passTo(owing.unit, suspendedOn);
    expect(isSuspended({ ...owing, subscriptionId: successor.id! })).to.equal(true);
    expect(isSuspended(owing)).to.equal(false);
  });

  it("has lists that are nobody's business in another unit", async () => {
    const { unit } = await one();
    debts.day(noticedOn);
    await debts.look();
    const page = { limit: 1, after: "" };
    const [day] = await debts.transact(({ defaultDays }) => defaultDays.list(unit, "all", page));
    const elsewhere = [newId()];
    const given = { id: day!.id, excludedIds: [], by: "Ana" };
    const approve = approveDay(debts.transact, clock)(named("Approve"), given, elsewhere);
    const read = debts.transact(({ defaultDays }) => defaultDays.find(day!.id, elsewhere));
    for (const attempt of [approve, read])
      expect(await debts.codeOf(attempt)).to.equal("billing.day_not_found");
  });

  it("says what comes to a customer when, and is nobody's business in another unit", async () => {
    const owing = await one();
    await debts.passTo(owing.unit, noticedOn);
    const read = readCustomerLadder(debts.transact, clock);
    const { ladder } = await read(owing.customerId, "all");
    expect(ladder.steps.map(({ act, on }) => [act, on])).to.deep.equal([
      ["suspend", suspendedOn],
      ["rescind", addDays(suspendedOn, 60)],
    ]);
    const elsewhere = [newId()];
    const foreign = unlockInTrust(debts.transact, clock);
    const given = { customerId: owing.customerId, by: "Ana" };
    for (const attempt of [
      read(owing.customerId, elsewhere),
      foreign(named("U"), given, elsewhere),
    ])
      expect(await debts.codeOf(attempt)).to.equal("billing.customer_not_found");
  });
});
