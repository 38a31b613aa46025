import { expect } from "chai";
import { describe, it } from "mocha";
import { lawOn } from "./default-law.ts";
import { checkPolicy, firstPolicy, onSince, policyOn } from "./default-policy.ts";
import { unlockUntil } from "./trust-unlock.ts";

const policy = firstPolicy("unit", "2026-06-10");
const wrongIn = (more: Partial<typeof policy>): readonly string[] => {
  try {
    checkPolicy({ ...policy, ...more }, "2026-06-10");
    return [];
  } catch (error) {
    return (error as { fields: { pointer: string }[] }).fields.map(({ pointer }) => pointer);
  }
};
const codeOf = (attempt: () => unknown): string => {
  try {
    attempt();
    return "ok";
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("the policy of a unit about debts", () => {
  it("is off until it is switched on, and lawful as it begins", () => {
    expect(policy).to.include({ isOn: false, isAutomatic: false, reminds: false });
    expect(wrongIn({})).to.deep.equal([]);
  });

  it("may wait longer than the law asks, never shorter (Resolução Anatel 765/2023)", () => {
    expect(lawOn("2026-06-10")).to.include({ noticeDays: 15, suspendedDays: 60, restoreDays: 1 });
    expect(lawOn("2025-08-31").source).to.match(/632/);
    const short = { suspendAfterNoticeDays: 14, rescindAfterSuspensionDays: 59, clearingDays: 0 };
    expect(wrongIn(short)).to.deep.equal([
      "/suspendAfterNoticeDays",
      "/rescindAfterSuspensionDays",
      "/clearingDays",
    ]);
    expect(wrongIn({ suspendAfterNoticeDays: 30 })).to.deep.equal([]);
  });

  it("is not changed for days that have passed, and takes no absurd figures", () => {
    expect(wrongIn({ fromOn: "2026-06-09" })).to.deep.equal(["/fromOn"]);
    expect(wrongIn({ fromOn: "2026-02-30" })).to.deep.equal(["/fromOn"]);
    const absurd = { minDebtCents: -1n, dailyCap: 0, unlockDays: 99, unlocksPerMonth: -1 };
    expect(wrongIn(absurd)).to.deep.equal([
      "/minDebtCents",
      "/dailyCap",
      "/unlockDays",
      "/unlocksPerMonth",
    ]);
  });

  it("is the one of its day, and on since it was last switched on", () => {
    const from = (fromOn: string, isOn: boolean) => ({ ...policy, fromOn, isOn });
    const all = [
      from("2026-08-01", true),
      from("2026-06-10", true),
      from("2026-07-01", false),
      from("2026-09-01", true),
    ];
    expect(policyOn(all, "2026-06-09")).to.equal(undefined);
    expect(policyOn(all, "2026-07-31")?.isOn).to.equal(false);
    expect(onSince(all, "2026-06-20")).to.equal("2026-06-10");
    expect(onSince(all, "2026-07-31")).to.equal(null);
    expect(onSince(all, "2026-10-01")).to.equal("2026-08-01");
  });
});

describe("an unlock in trust", () => {
  const about = { isSuspended: true, noticedOn: "2026-06-12", before: [] };
  const unlock = (more: object = {}, by: object = {}) =>
    unlockUntil({ ...policy, ...by }, { ...about, ...more }, "2026-07-01");

  it("lasts the days that the unit gives", () => {
    expect(unlock()).to.equal("2026-07-04");
  });

  it("is given to who is suspended by the ladder, where the unit gives it", () => {
    expect(codeOf(() => unlock({ isSuspended: false }))).to.equal(
      "billing.not_suspended_by_ladder",
    );
    expect(codeOf(() => unlock({}, { unlockDays: 0 }))).to.equal("billing.unlock_not_offered");
    expect(codeOf(() => unlock({}, { unlocksPerMonth: 0 }))).to.equal("billing.unlock_not_offered");
  });

  it("is given once for the same debts, and so often in a month", () => {
    const used = "billing.unlock_used";
    expect(codeOf(() => unlock({ before: [{ on: "2026-06-29" }] }))).to.equal(used);
    expect(codeOf(() => unlock({ before: [{ on: "2026-06-11" }] }))).to.equal(used);
    expect(unlock({ before: [{ on: "2026-06-01" }] })).to.equal("2026-07-04");
    const other = { before: [{ on: "2026-06-11" }] };
    expect(unlock(other, { unlocksPerMonth: 2 })).to.equal("2026-07-04");
  });
});
