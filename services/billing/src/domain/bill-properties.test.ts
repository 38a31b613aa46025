import { addDays, daysBetween } from "@isp/kernel";
import { expect } from "chai";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { bill, type BillLine } from "./bill.ts";
import { cycleOf, lengthOf, nextClosing } from "./cycle.ts";
import type { ProrationBasis } from "./proration.ts";

const terms = {
  startOn: "2020-01-01",
  trialDays: 0,
  priceCents: 9_000n,
  payableCents: 9_000n,
  planName: "Banda Larga",
  advanceBilling: false,
  billedThroughOn: null as string | null,
  lastClosingOn: null as string | null,
  endedOn: null as string | null,
};

const price = fc.bigInt({ min: 1n, max: 100_000n });
const closingDay = fc.integer({ min: 1, max: 31 });
/** Any day of ten years, with three 29ths of February among them. */
const day = fc.integer({ min: 0, max: 3_650 }).map((days) => addDays("2023-01-01", days));
const basis = fc.constantFrom<ProrationBasis>("actual", "commercial30");

const sum = (lines: readonly BillLine[]) =>
  lines.reduce((total, { amountCents }) => total + amountCents, 0n);

function linesOf(made: ReturnType<typeof bill>): readonly BillLine[] {
  if ("parked" in made) throw new Error(made.parked.detail);
  return made.lines;
}

type Asked = {
  readonly payableCents: bigint;
  readonly closes: number;
  readonly startOn: string;
  /** Whether it bills ahead, closing by closing. */
  readonly modes: readonly boolean[];
  readonly basis: ProrationBasis;
};

/** Closes a plan month after month, and answers with the days and amounts that it was billed. */
function closedInTurn({ payableCents, closes, startOn, modes, basis: by }: Asked) {
  let held = { ...terms, startOn, payableCents };
  let on = cycleOf(addDays(startOn, 1), closes).toOn;
  const billed: { readonly fromOn: string; readonly toOn: string }[] = [];
  const perCycle = new Map<string, bigint>();
  for (const advanceBilling of modes) {
    const made = bill({ ...held, advanceBilling }, [], { on, closingDay: closes, basis: by });
    for (const { explanation, amountCents } of linesOf(made)) {
      billed.push(...explanation.calendar.filter(({ what }) => what === "billed"));
      const cycle = explanation.calendar.at(-1)?.toOn ?? "";
      perCycle.set(cycle, (perCycle.get(cycle) ?? 0n) + amountCents);
    }
    const billedThroughOn = "parked" in made ? null : made.billedThroughOn;
    held = { ...held, billedThroughOn, lastClosingOn: on };
    on = nextClosing(on, closes);
  }
  return { billed, perCycle, billedThroughOn: held.billedThroughOn };
}

describe("whatever the dates", () => {
  it("the parts of a cycle that is split anywhere, as often as one likes, add up to one month", () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 6 });
    fc.assert(
      fc.property(price, closingDay, day, cuts, (payableCents, closes, within, at) => {
        const cycle = cycleOf(within, closes);
        const inside = at.filter((cut) => cut < lengthOf(cycle)).toSorted((a, b) => a - b);
        const borders = [...new Set([0, ...inside, lengthOf(cycle)])];
        const part = (from: number, to: number, by: ProrationBasis) => {
          const own = {
            ...terms,
            payableCents,
            billedThroughOn: addDays(cycle.fromOn, from),
            endedOn: addDays(cycle.fromOn, to),
          };
          return sum(linesOf(bill(own, [], { on: cycle.toOn, closingDay: closes, basis: by })));
        };
        const parts = (by: ProrationBasis) =>
          borders
            .slice(1)
            .map((to, index) => part(borders[index] ?? 0, to, by))
            .reduce((total, cents) => total + cents, 0n);
        expect(parts("actual")).to.equal(payableCents);
        // Each part is rounded for itself; the days never pass thirty.
        expect(parts("commercial30") <= payableCents + BigInt(borders.length)).to.equal(true);
        expect(daysBetween(cycle.fromOn, cycle.toOn)).to.be.within(28, 31);
      }),
      { numRuns: 2_000 },
    );
  });

  it("each day is billed once, and no cycle costs more than a month, however often it is switched between ahead and behind (R14)", () => {
    const modes = fc.array(fc.boolean(), { minLength: 2, maxLength: 26 });
    const asked = fc.record({
      payableCents: price,
      closes: closingDay,
      startOn: day,
      modes,
      basis,
    });
    fc.assert(
      fc.property(asked, (given) => {
        const { billed, perCycle, billedThroughOn } = closedInTurn(given);
        const inOrder = billed.toSorted((one, other) => (one.fromOn < other.fromOn ? -1 : 1));
        const borders = [given.startOn, ...inOrder.map(({ toOn }) => toOn)];
        expect(inOrder.map(({ fromOn }) => fromOn)).to.deep.equal(borders.slice(0, -1));
        expect(borders.at(-1)).to.equal(billedThroughOn);
        for (const [cycle, cents] of perCycle)
          expect(cents <= given.payableCents, `${cycle}: ${cents}`).to.equal(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it("two parts of a commercial month never cost more than it, where each is rounded up for itself", () => {
    fc.assert(
      fc.property(
        price,
        closingDay,
        day,
        fc.integer({ min: 0, max: 31 }),
        (payableCents, closes, within, at) => {
          const { fromOn, toOn } = cycleOf(within, closes);
          const border = addDays(fromOn, Math.min(at, daysBetween(fromOn, toOn)));
          const whole = { ...terms, payableCents, startOn: fromOn };
          const closing = { on: toOn, closingDay: closes, basis: "commercial30" } as const;
          const first = linesOf(bill({ ...whole, endedOn: border }, [], closing));
          const second = linesOf(bill({ ...whole, billedThroughOn: border }, [], closing));
          expect(sum(first) + sum(second) <= payableCents, `${payableCents} at ${border}`).to.equal(
            true,
          );
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("a whole cycle is one month's price, also one with a 29th of February in it", () => {
    fc.assert(
      fc.property(price, closingDay, day, basis, (payableCents, closes, within, by) => {
        const { fromOn, toOn } = cycleOf(within, closes);
        const own = { ...terms, payableCents, billedThroughOn: fromOn };
        const made = bill(own, [], { on: toOn, closingDay: closes, basis: by });
        expect(sum(linesOf(made))).to.equal(payableCents);
      }),
    );
    const leap = { ...terms, billedThroughOn: "2028-01-31" };
    const [line] = linesOf(bill(leap, [], { on: "2028-02-29", closingDay: 31, basis: "actual" }));
    expect(line).to.include({ days: 29, amountCents: 9_000n, toOn: "2028-02-29" });
    const half = { ...leap, endedOn: "2028-02-10" };
    expect(
      sum(linesOf(bill(half, [], { on: "2028-02-29", closingDay: 31, basis: "actual" }))),
    ).to.equal(3_103n);
  });
});
