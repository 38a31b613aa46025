import { addDays, daysBetween } from "@isp/kernel";
import { expect } from "chai";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { bill, type Bill, type BillLine } from "./bill.ts";
import { closesOn, cycleOf, cyclesBetween, dueDate } from "./cycle.ts";
import type { ProrationBasis } from "./proration.ts";
import type { StatusPeriod } from "./subscription-terms.ts";

const plan = {
  startOn: "2007-05-21",
  trialDays: 0,
  priceCents: 9_000n,
  payableCents: 9_000n,
  planName: "Banda Larga 512 Kbps",
  advanceBilling: false,
  billedThroughOn: null as string | null,
  lastClosingOn: null as string | null,
  endedOn: null as string | null,
};

type Vector = {
  readonly on: string;
  readonly closingDay?: number;
  readonly terms?: Partial<typeof plan>;
  readonly history?: readonly StatusPeriod[];
};

const run = ({ on, closingDay = 31, terms = {}, history = [] }: Vector, basis: ProrationBasis) =>
  bill({ ...plan, ...terms }, history, { on, closingDay, basis });

function linesOf(result: Bill): readonly BillLine[] {
  if ("parked" in result) throw new Error(result.parked.detail);
  return result.lines;
}

const sum = (lines: readonly BillLine[]) =>
  lines.reduce((total, line) => total + line.amountCents, 0n);
const days = (lines: readonly BillLine[]) => lines.map((line) => line.days);

function expectBill(
  vector: Vector,
  expected: { days: number[]; actual: bigint; commercial: bigint },
) {
  const [actual, commercial] = [run(vector, "actual"), run(vector, "commercial30")].map(linesOf);
  expect(days(actual!)).to.deep.equal(expected.days);
  expect(sum(actual!), "actual").to.equal(expected.actual);
  expect(sum(commercial!), "commercial30").to.equal(expected.commercial);
}

const juneBilled = { startOn: "2026-01-01", billedThroughOn: "2026-05-31" };

describe("the plain billing rules", () => {
  it("V01 bill 10 days from 21/05 to the closing of 31/05 (C58)", () => {
    expectBill({ on: "2007-05-31" }, { days: [10], actual: 2_903n, commercial: 3_000n });
  });

  it("V02 bill 20 days when the start moves to 11/05 (C59)", () => {
    const terms = { startOn: "2007-05-11" };
    expectBill({ on: "2007-05-31", terms }, { days: [20], actual: 5_806n, commercial: 6_000n });
  });

  it("V03 bill June whole after the closing of 31/05 (C60)", () => {
    const terms = { billedThroughOn: "2007-05-31" };
    expectBill({ on: "2007-06-30", terms }, { days: [30], actual: 9_000n, commercial: 9_000n });
  });

  it("V04 bill a cycle of 31 days as one month", () => {
    const terms = { billedThroughOn: "2007-06-30" };
    expectBill({ on: "2007-07-31", terms }, { days: [31], actual: 9_000n, commercial: 9_000n });
  });

  it("V05 bill February as one month (D2)", () => {
    const terms = { startOn: "2026-01-01", billedThroughOn: "2027-01-31" };
    expectBill({ on: "2027-02-28", terms }, { days: [28], actual: 9_000n, commercial: 9_000n });
  });

  it("V07, V08, V09 do not bill trial days (C61, C62)", () => {
    const none = { days: [], actual: 0n, commercial: 0n };
    expectBill({ on: "2007-05-31", terms: { trialDays: 10 } }, none);
    const after = { trialDays: 10, billedThroughOn: "2007-05-31" };
    expectBill(
      { on: "2007-06-30", terms: after },
      { days: [30], actual: 9_000n, commercial: 9_000n },
    );
    expectBill({ on: "2007-05-31", terms: { trialDays: 20 } }, none);
    const twenty = { trialDays: 20, billedThroughOn: "2007-05-31" };
    expectBill(
      { on: "2007-06-30", terms: twenty },
      { days: [20], actual: 6_000n, commercial: 6_000n },
    );
    const thirty = { trialDays: 30, billedThroughOn: "2007-05-31" };
    expectBill(
      { on: "2007-06-30", terms: thirty },
      { days: [10], actual: 3_000n, commercial: 3_000n },
    );
  });

  it("V11, V12, V14 begin on the day after the start", () => {
    const none = { days: [], actual: 0n, commercial: 0n };
    expectBill({ on: "2007-05-31", terms: { startOn: "2007-05-31" } }, none);
    const next = { startOn: "2007-05-31", billedThroughOn: "2007-05-31" };
    expectBill(
      { on: "2007-06-30", terms: next },
      { days: [30], actual: 9_000n, commercial: 9_000n },
    );
    expectBill({ on: "2007-05-31", terms: { startOn: "2007-06-05" } }, none);
  });

  it("V16 bill the first part-month of a prepaid plan with the month ahead (C64, D4)", () => {
    const terms = { advanceBilling: true };
    expectBill(
      { on: "2007-05-31", terms },
      { days: [10, 30], actual: 11_903n, commercial: 12_000n },
    );
  });

  it("V17, V19 leave suspended days out and never catch them up (C70, R3, R10)", () => {
    const history = [
      { fromOn: "2026-06-10", bills: false },
      { fromOn: "2026-06-15", bills: true },
    ];
    expectBill(
      { on: "2026-06-30", terms: juneBilled, history },
      { days: [25], actual: 7_500n, commercial: 7_500n },
    );
    const resumed = [
      { fromOn: "2026-06-10", bills: false },
      { fromOn: "2026-08-05", bills: true },
    ];
    const terms = { ...juneBilled, billedThroughOn: "2026-07-31" };
    expectBill(
      { on: "2026-08-31", terms, history: resumed },
      { days: [26], actual: 7_548n, commercial: 7_800n },
    );
  });

  it("V24 take the discount off before they prorate (D8, C66)", () => {
    const terms = { priceCents: 10_000n, payableCents: 7_500n };
    expectBill({ on: "2007-05-31", terms }, { days: [10], actual: 2_419n, commercial: 2_500n });
  });

  it("V29, V30 bill the month behind or the month ahead, due on the first due day after (C64, C65)", () => {
    const terms = { startOn: "2026-01-01", billedThroughOn: "2026-03-31" };
    const behind = linesOf(run({ on: "2026-04-30", terms }, "actual"));
    expect(behind[0]).to.include({ fromOn: "2026-03-31", toOn: "2026-04-30", amountCents: 9_000n });
    const prepaid = { ...terms, advanceBilling: true, billedThroughOn: "2026-04-30" };
    const ahead = linesOf(run({ on: "2026-04-30", terms: prepaid }, "actual"));
    expect(ahead[0]).to.include({ fromOn: "2026-04-30", toOn: "2026-05-31", amountCents: 9_000n });
    expect(dueDate("2026-04-30", 10, "2026-04-30")).to.equal("2026-05-10");
  });

  it("V37, V38 prorate the days up to the first closing of a new due day (R16)", () => {
    const changed = (lastClosingOn: string) => ({
      startOn: "2026-01-01",
      billedThroughOn: lastClosingOn,
      lastClosingOn,
    });
    const later = { on: "2026-06-10", closingDay: 10, terms: changed("2026-05-31") };
    expectBill(later, { days: [10], actual: 2_903n, commercial: 3_000n });
    const earlier = { on: "2026-05-31", closingDay: 31, terms: changed("2026-05-10") };
    expectBill(earlier, { days: [21], actual: 6_097n, commercial: 6_300n });
  });

  it("V32 find nothing more when a closing is run again", () => {
    const first = run({ on: "2007-05-31" }, "actual");
    if ("parked" in first) throw new Error("parked");
    const again = run(
      { on: "2007-05-31", terms: { billedThroughOn: first.billedThroughOn } },
      "actual",
    );
    expect(linesOf(again)).to.deep.equal([]);
  });

  it("V42 round at the borders, so that two halves make one month", () => {
    const terms = { startOn: "2026-12-01", billedThroughOn: "2027-01-31", payableCents: 8_999n };
    const half = { ...terms, endedOn: "2027-02-14" };
    const first = sum(linesOf(run({ on: "2027-02-28", terms: half }, "actual")));
    const rest = { ...terms, billedThroughOn: "2027-02-14" };
    const second = sum(linesOf(run({ on: "2027-02-28", terms: rest }, "actual")));
    expect([first, second]).to.deep.equal([4_500n, 4_499n]);
  });

  it("bill one missed cycle beside the current one, and leave more to a person (R6)", () => {
    const missed = { startOn: "2026-01-01", billedThroughOn: "2026-04-30" };
    expect(days(linesOf(run({ on: "2026-06-30", terms: missed }, "actual")))).to.deep.equal([
      31, 30,
    ]);
    const many = { startOn: "2026-01-01", billedThroughOn: "2026-03-31" };
    expect(run({ on: "2026-06-30", terms: many }, "actual")).to.have.nested.property(
      "parked.code",
      "billing.retroactive",
    );
  });

  it("explain every day of the cycle", () => {
    const history = [{ fromOn: "2026-06-25", bills: false }];
    const terms = { startOn: "2026-06-05", trialDays: 10 };
    const [line] = linesOf(run({ on: "2026-06-30", terms, history }, "actual"));
    expect(line!.explanation.calendar.map(({ what, days: count }) => [what, count])).to.deep.equal([
      ["not-started", 5],
      ["trial", 10],
      ["billed", 10],
      ["suspended", 5],
    ]);
  });
});

describe("due dates", () => {
  it("leave five days after a late closing (R8)", () => {
    expect(dueDate("2026-04-30", 10, "2026-05-05")).to.equal("2026-05-10");
    expect(dueDate("2026-04-30", 10, "2026-05-06")).to.equal("2026-06-10");
    expect(dueDate("2026-05-31", 31, "2026-05-31")).to.equal("2026-06-30");
  });
});

describe("cycles", () => {
  it("clamp the closing day and do not drift (R7)", () => {
    expect(cycleOf("2027-02-15", 31)).to.deep.equal({ fromOn: "2027-01-31", toOn: "2027-02-28" });
    expect(cycleOf("2027-03-01", 31)).to.deep.equal({ fromOn: "2027-02-28", toOn: "2027-03-31" });
    expect(cycleOf("2028-02-29", 30)).to.deep.equal({ fromOn: "2028-01-30", toOn: "2028-02-29" });
    expect(closesOn("2027-02-28", 31)).to.equal(true);
    expect(closesOn("2028-02-28", 31)).to.equal(false);
  });

  it("cover every day once, whatever the closing day", () => {
    const day = fc.integer({ min: 0, max: 2_000 }).map((offset) => addDays("2024-01-01", offset));
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 31 }),
        (from, length, closingDay) => {
          const cycles = cyclesBetween(from, addDays(from, length), closingDay);
          cycles
            .slice(1)
            .forEach((cycle, index) => expect(cycle.fromOn).to.equal(cycles[index]!.toOn));
          expect(cycles[0]!.fromOn <= from).to.equal(true);
          expect(cycles.at(-1)!.toOn >= addDays(from, length)).to.equal(true);
        },
      ),
    );
  });
});

describe("the parts of one cycle", () => {
  it("add up to one month under actual, and never exceed it under either basis", () => {
    const price = fc.bigInt({ min: 1n, max: 100_000n });
    const cut = fc.integer({ min: 0, max: 31 });
    fc.assert(
      fc.property(price, cut, fc.integer({ min: 1, max: 28 }), (payableCents, at, closingDay) => {
        const { fromOn, toOn } = cycleOf("2026-06-15", closingDay);
        const border = addDays(fromOn, Math.min(at, daysBetween(fromOn, toOn)));
        const whole = { ...plan, startOn: "2025-01-01", billedThroughOn: fromOn, payableCents };
        const parts = (basis: ProrationBasis) => {
          const first = { ...whole, endedOn: border };
          const second = { ...whole, billedThroughOn: border };
          return [first, second].map((terms) =>
            sum(linesOf(run({ on: toOn, closingDay, terms }, basis))),
          );
        };
        const [a = 0n, b = 0n] = parts("actual");
        expect(a + b).to.equal(payableCents);
        for (const part of parts("commercial30")) expect(part <= payableCents).to.equal(true);
      }),
    );
  });
});
