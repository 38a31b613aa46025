import { addDays } from "@isp/kernel";
import { expect } from "chai";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { dueBy, lawfulLatePolicy, type Receipt, settle } from "./settlement.ts";

const debt = { totalCents: 9_000n, dueOn: "2026-06-10" };
const paid = (amountCents: bigint, paidOn: string, id = paidOn): Receipt => ({
  id,
  amountCents,
  paidOn,
});
const settled = (...receipts: Receipt[]) => settle(debt, receipts, lawfulLatePolicy);

describe("settling a debt", () => {
  it("V40: 90.00 due on 10/06 and paid on 20/06 is 90.00 + 1.80 + 0.30 (R17)", () => {
    const due = dueBy(debt, [], lawfulLatePolicy, "2026-06-20");
    expect(due).to.include({ lateCents: 210n, openCents: 9_210n });
    expect(settled(paid(9_210n, "2026-06-20"))).to.include({
      lateCents: 210n,
      paidCents: 9_210n,
      openCents: 0n,
      settledOn: "2026-06-20",
    });
  });

  it("charges nothing on the next banking day after a due date that is none, and all of it a day later", () => {
    const onCarnival = { totalCents: 9_000n, dueOn: "2026-02-14" };
    const late = (on: string) => dueBy(onCarnival, [], lawfulLatePolicy, on).lateCents;
    expect(late("2026-02-18")).to.equal(0n);
    // 1.80 + five days from the nominal due date: 90.00 x 1 % x 5 / 30.
    expect(late("2026-02-19")).to.equal(180n + 15n);
  });

  it("takes late charges first, fines once, and goes on with interest over what is left", () => {
    const half = settled(paid(4_710n, "2026-06-20"));
    expect(half).to.include({ lateCents: 210n, openCents: 4_500n, settledOn: null });
    const due = dueBy(debt, [paid(4_710n, "2026-06-20")], lawfulLatePolicy, "2026-06-30");
    expect(due.openCents).to.equal(4_500n + 15n);
  });

  it("leaves to the customer what he paid too much", () => {
    expect(settled(paid(10_000n, "2026-06-10"))).to.include({
      openCents: 0n,
      surplusCents: 1_000n,
      paidCents: 9_000n,
    });
    const twice = settled(paid(9_000n, "2026-06-09", "a"), paid(9_000n, "2026-06-10", "b"));
    expect(twice).to.include({ surplusCents: 9_000n, settledOn: "2026-06-09" });
  });

  it("gives one answer for the same payments, in whatever order they were entered", () => {
    const receipts = fc.array(
      fc.record({
        cents: fc.integer({ min: 1, max: 12_000 }),
        days: fc.integer({ min: -20, max: 90 }),
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(receipts, (given) => {
        const all = given.map(({ cents, days }, index) =>
          paid(BigInt(cents), addDays(debt.dueOn, days), String(index)),
        );
        const one = settled(...all);
        expect(settled(...all.toReversed())).to.deep.equal(one);
        const received = all.reduce((sum, { amountCents }) => sum + amountCents, 0n);
        expect(one.paidCents + one.surplusCents).to.equal(received);
        expect(one.paidCents + one.openCents).to.equal(debt.totalCents + one.lateCents);
        expect(one.settledOn === null).to.equal(one.openCents > 0n);
      }),
    );
  });

  it("never charges more than the fine and the interest of the whole debt", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_000 }),
        fc.integer({ min: 1, max: 400 }),
        (cents, days) => {
          const on = addDays(debt.dueOn, days);
          const without = dueBy(debt, [], lawfulLatePolicy, on).lateCents;
          const part = [paid(BigInt(cents), addDays(debt.dueOn, Math.floor(days / 2)))];
          // A part that was paid rounds once more.
          expect(dueBy(debt, part, lawfulLatePolicy, on).lateCents <= without + 1n).to.equal(true);
        },
      ),
    );
  });
});
