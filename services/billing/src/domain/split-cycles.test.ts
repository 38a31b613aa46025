import { addDays, type CivilDate, roundHalfUp } from "@isp/kernel";
import { expect } from "chai";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { bill, type BillLine } from "./bill.ts";
import type { BilledPart } from "./billed-before.ts";
import { type Cycle, cycleOf, lengthOf } from "./cycle.ts";
import type { ProrationBasis } from "./proration.ts";
import { type StatusPeriod, withChange } from "./subscription-terms.ts";

/** A subscription of the chain, with what of it stands on invoices. */
type Member = {
  readonly startOn: CivilDate;
  endedOn: CivilDate | null;
  billedThroughOn: CivilDate | null;
  history: readonly StatusPeriod[];
  readonly billed: BilledPart[];
};

/** What happens on a day of the cycle; `replace` is a change of plan at the same price, or a transfer. */
type Event = {
  readonly at: number;
  readonly what: "bill" | "replace" | "suspend" | "resume";
};

type Split = {
  readonly netCents: bigint;
  readonly closingDay: number;
  readonly cycle: Cycle;
  readonly basis: ProrationBasis;
  readonly isOld: boolean;
  readonly events: readonly Event[];
};

const event = fc.record({
  at: fc.integer({ min: 1, max: 30 }),
  what: fc.constantFrom<Event["what"]>("bill", "replace", "bill", "replace", "suspend", "resume"),
});
const split = fc
  .record({
    // A day of less than 15 centavos a month costs nothing, and no line says that it was billed.
    netCents: fc.oneof(fc.bigInt({ min: 15n, max: 200n }), fc.bigInt({ min: 15n, max: 100_000n })),
    closingDay: fc.integer({ min: 1, max: 31 }),
    day: fc.integer({ min: 0, max: 3_650 }),
    basis: fc.constantFrom<ProrationBasis>("actual", "commercial30"),
    isOld: fc.boolean(),
    events: fc.array(event, { maxLength: 12 }),
  })
  .map(({ day, events, ...rest }): Split => {
    const cycle = cycleOf(addDays("2023-01-01", day), rest.closingDay);
    const within = events.filter(({ at }) => at < lengthOf(cycle));
    return { ...rest, cycle, events: within.toSorted((one, other) => one.at - other.at) };
  });

type Book = Pick<Split, "netCents" | "closingDay" | "basis"> & { readonly members: Member[] };

const termsOf = ({ startOn, endedOn, billedThroughOn }: Member, netCents: bigint) => ({
  startOn,
  endedOn,
  billedThroughOn,
  trialDays: 0,
  lastClosingOn: null,
  priceCents: netCents,
  payableCents: netCents,
  planName: "",
  advanceBilling: false,
});

/** What a member of the chain owes up to a day. */
function owed({ members, netCents, ...closing }: Book, of: Member, on: CivilDate) {
  const before = members.slice(0, members.indexOf(of)).toReversed();
  const chain = before.map((each) => ({ ...each, terms: termsOf(each, netCents) }));
  const about = { ...closing, on, chain, billed: of.billed, takesPast: true };
  const made = bill(termsOf(of, netCents), of.history, about);
  return "lines" in made ? made.lines : [];
}

/** Has what was made stand on an invoice. */
function stand(member: Member, made: readonly BillLine[], on: CivilDate): readonly BillLine[] {
  const written = made.filter(({ amountCents }) => amountCents !== 0n);
  for (const line of written)
    member.billed.push({ ...line, payableCents: line.explanation.payableCents });
  member.billedThroughOn = on;
  return made;
}

/** It goes on as another, whatever it was doing. */
function replace(members: Member[], current: Member, on: CivilDate): void {
  if (current.startOn >= on) return;
  current.endedOn = on;
  const history = [{ fromOn: on, bills: current.history.at(-1)?.bills ?? true }];
  members.push({ startOn: on, endedOn: null, billedThroughOn: null, history, billed: [] });
}

/** Lives through a cycle, billing at once where the events say so, and closes what is left of all of it. */
function livedThrough({ cycle, isOld, events, ...about }: Split): readonly BillLine[] {
  const startOn = isOld ? addDays(cycle.fromOn, -90) : cycle.fromOn;
  const first: Member = {
    startOn,
    endedOn: null,
    billedThroughOn: isOld ? cycle.fromOn : null,
    history: [{ fromOn: startOn, bills: true }],
    billed: [],
  };
  const members = [first];
  const book = { ...about, members };
  const lines: BillLine[] = [];
  for (const { at, what } of events) {
    const on = addDays(cycle.fromOn, at);
    const current = members.at(-1) ?? first;
    if (what === "bill") lines.push(...stand(current, owed(book, current, on), on));
    else if (what === "replace") replace(members, current, on);
    else current.history = withChange(current.history, { fromOn: on, bills: what === "resume" });
  }
  // A closing works out all of it before any of it stands.
  const closed = members.map((member) => [member, owed(book, member, cycle.toOn)] as const);
  return [...lines, ...closed.flatMap(([member, made]) => stand(member, made, cycle.toOn))];
}

const sum = (lines: readonly BillLine[]) =>
  lines.reduce((total, { amountCents }) => total + amountCents, 0n);
const daysOf = (lines: readonly BillLine[]) => lines.reduce((total, { days }) => total + days, 0);

describe("a cycle that is split by plan changes, transfers, suspensions and bills in between (R4)", () => {
  it("costs one month's price where it is billed whole, and never more, whatever it was split into", () => {
    fc.assert(
      fc.property(split, (given) => {
        const lines = livedThrough(given);
        const [cents, days] = [sum(lines), daysOf(lines)];
        const { netCents, cycle, basis } = given;
        expect(cents <= netCents, `${cents} of ${netCents}`).to.equal(true);
        expect(days).to.be.at.most(lengthOf(cycle));
        const isWhole = days === lengthOf(cycle) && (basis === "actual" || lines.length === 1);
        if (isWhole || (basis === "commercial30" && days >= 30)) expect(cents).to.equal(netCents);
      }),
      { numRuns: 5_000 },
    );
  });

  it("costs its days of a commercial month, at most a centavo off for each part", () => {
    fc.assert(
      fc.property(split, (asked) => {
        const given = { ...asked, basis: "commercial30" } as const;
        const lines = livedThrough(given);
        const days = daysOf(lines);
        // A whole February costs a month.
        if (days === lengthOf(given.cycle)) return;
        const exact = roundHalfUp(given.netCents * BigInt(Math.min(days, 30)), 30n);
        const off = sum(lines) - exact;
        const most = BigInt(lines.length);
        expect(off <= most && off >= -most, `${off} for ${most} parts`).to.equal(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it("has its last part take what three equal ones leave: 33.33 + 33.33 + 33.34", () => {
    const events = [10, 20].map((at) => ({ at, what: "bill" }) as const);
    const cycle = cycleOf("2026-06-15", 31);
    const about = { netCents: 10_000n, closingDay: 31, cycle, isOld: true, events };
    const amounts = livedThrough({ ...about, basis: "commercial30" }).map((one) => one.amountCents);
    expect(amounts).to.deep.equal([3_333n, 3_333n, 3_334n]);
  });

  it("counts no suspended day before a bill in between: 15 of 20 days, and 11 more of 31", () => {
    const events = [
      { at: 10, what: "suspend" },
      { at: 15, what: "resume" },
      { at: 20, what: "bill" },
    ] as const;
    const cycle = cycleOf("2026-07-15", 31);
    const about = { netCents: 9_000n, closingDay: 31, cycle, isOld: true, events };
    const amounts = livedThrough({ ...about, basis: "commercial30" }).map((one) => one.amountCents);
    expect(amounts).to.deep.equal([4_500n, 3_300n]);
  });
});
