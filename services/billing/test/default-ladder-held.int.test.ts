import { addDays, newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { contestInvoices } from "../src/usecases/contest-invoice.ts";
import { approveDay } from "../src/usecases/decide-day.ts";
import { promiseCustomer } from "../src/usecases/promise-customer.ts";
import { readCustomerLadder } from "../src/usecases/read-customer-ladder.ts";
import { unlockInTrust } from "../src/usecases/unlock-in-trust.ts";
import { type Debtors, named } from "./support/ladder.ts";
import { ladderStory, noticedOn, suspendedOn } from "./support/ladder-story.ts";

const clock = fakeClock("2026-06-30T18:00:00Z");

describe("what holds the default ladder back", function () {
  this.timeout(120_000);
  const { story, isSuspended, actsOf, one, suspendedOne } = ladderStory(clock);
  let debts: Debtors;
  before(() => {
    ({ debts } = story);
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
    // Both are looked at as they come: neither is left without somebody who hears of its refusal.
    const codes = await Promise.all([approve, read].map(debts.codeOf));
    expect(codes).to.deep.equal(["billing.day_not_found", "billing.day_not_found"]);
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
    const attempts = [read(owing.customerId, elsewhere), foreign(named("U"), given, elsewhere)];
    const codes = await Promise.all(attempts.map((attempt) => debts.codeOf(attempt)));
    expect(codes).to.deep.equal(["billing.customer_not_found", "billing.customer_not_found"]);
  });
});
