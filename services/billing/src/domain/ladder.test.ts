import { addDays, daysBetween } from "@isp/kernel";
import { expect } from "chai";
import {
  assert,
  boolean,
  constant,
  integer,
  oneof,
  property,
  record,
  uniqueArray,
} from "fast-check";
import { describe, it } from "mocha";
import { firstPolicy } from "./default-policy.ts";
import { type Debtor, isSuspensionDay, ladderOf, type LateDebt, owedOf } from "./ladder.ts";

const terms = { ...firstPolicy("unit", "2026-06-01"), clearingDays: 1 };

const debt = (more: Partial<LateDebt> = {}): LateDebt => ({
  invoiceId: "one",
  number: 1n,
  dueOn: "2026-06-10",
  openCents: 9_000n,
  noticedOn: "2026-06-12",
  contests: [],
  ...more,
});
const debtor = (more: Partial<Debtor> = {}): Debtor => ({
  customerId: "ana",
  debts: [debt()],
  neverSuspendUntilOn: null,
  unlockedUntilOn: null,
  suspendedOn: null,
  ...more,
});
const stepOf = (act: string, who: Debtor, today = "2026-06-12", by = terms) =>
  ladderOf(who, by, today).steps.find((step) => step.act === act);

describe("the default ladder", () => {
  it("gives notice when a payment in time would be known, of every debt that waits", () => {
    const unnoticed = debtor({
      debts: [
        debt({ noticedOn: null }),
        debt({ invoiceId: "two", dueOn: "2026-07-10", noticedOn: null }),
      ],
    });
    const notice = { act: "notice", on: "2026-06-11", debtCents: 9_000n, invoiceIds: ["one"] };
    expect(stepOf("notice", unnoticed, "2026-06-11")).to.include({ on: "2026-06-11" });
    expect(stepOf("notice", unnoticed, "2026-06-11")).to.deep.equal({ ...notice, noticedOn: null });
    expect(stepOf("notice", unnoticed, "2026-08-03")?.invoiceIds).to.deep.equal(["one", "two"]);
    // Due on a Saturday: in time until Monday the 15th, known on Tuesday.
    const saturday = debtor({ debts: [debt({ dueOn: "2026-06-13", noticedOn: null })] });
    expect(stepOf("notice", saturday)?.on).to.equal("2026-06-16");
  });

  it("suspends 15 days after the notice, not after the due date (Resolução Anatel 765/2023)", () => {
    // The 27th is a Saturday: paid on the last day of the term, money is known on Monday.
    expect(stepOf("suspend", debtor())?.on).to.equal("2026-06-29");
    const late = debtor({ debts: [debt({ dueOn: "2026-01-10" })] });
    expect(stepOf("suspend", late)?.on).to.equal("2026-06-29");
  });

  it("suspends on no Friday, weekend or holiday, nor on the day before one", () => {
    const days = [
      "2026-06-26",
      "2026-06-27",
      "2026-06-28",
      "2026-11-19",
      "2026-12-24",
      "2026-12-31",
    ];
    expect(days.filter(isSuspensionDay)).to.deep.equal([]);
    // Corpus Christi is Thursday, 4 June 2026.
    expect(["2026-06-02", "2026-06-03", "2026-06-05"].map(isSuspensionDay)).to.deep.equal([
      true,
      false,
      false,
    ]);
    const ripeOnThursday = debtor({ debts: [debt({ noticedOn: "2026-06-10" })] });
    // 25 June, and known on Friday the 26th: the first fit day is Monday.
    expect(stepOf("suspend", ripeOnThursday)?.on).to.equal("2026-06-29");
  });

  it("may rescind after 60 days of suspension, never by itself (Resolução Anatel 765/2023)", () => {
    const suspended = debtor({ suspendedOn: "2026-06-29" });
    const { steps } = ladderOf(suspended, terms, "2026-07-10");
    expect(steps.map(({ act, on }) => [act, on])).to.deep.equal([["rescind", "2026-08-28"]]);
  });

  it("stands still while a debt is contested, and goes on where it stopped", () => {
    const open = debtor({ debts: [debt({ contests: [{ fromOn: "2026-06-15", toOn: null }] })] });
    expect(ladderOf(open, terms, "2026-07-30")).to.deep.equal({
      owedCents: 0n,
      holds: ["contested"],
      steps: [],
    });
    const closed = debtor({
      debts: [debt({ contests: [{ fromOn: "2026-06-15", toOn: "2026-06-25" }] })],
    });
    // Ten days more than the 27th: 7 July, known on the 8th.
    expect(stepOf("suspend", closed)?.on).to.equal("2026-07-08");
  });

  it("leaves a small debt alone until there is enough that is ripe", () => {
    const by = { ...terms, minDebtCents: 10_000n };
    expect(ladderOf(debtor(), by, "2026-06-12").holds).to.deep.equal(["under-minimum"]);
    const two = debtor({ debts: [debt(), debt({ invoiceId: "two", noticedOn: "2026-07-13" })] });
    expect(stepOf("suspend", two, "2026-06-29", by)).to.include({
      on: "2026-07-29",
      debtCents: 18_000n,
    });
  });

  it("keeps what was promised, and the days of an unlock in trust", () => {
    const promised = debtor({ neverSuspendUntilOn: "2026-07-06" });
    expect(stepOf("suspend", promised)?.on).to.equal("2026-07-07");
    expect(ladderOf(promised, terms, "2026-07-06").holds).to.deep.equal(["promised"]);
    const unlocked = debtor({ unlockedUntilOn: "2026-07-01" });
    // Thursday the 2nd is fit for it.
    expect(stepOf("suspend", unlocked, "2026-06-29")?.on).to.equal("2026-07-02");
  });

  it("does nothing where it is off, or where nothing is owed", () => {
    expect(ladderOf(debtor(), null, "2026-06-12")).to.deep.equal({
      owedCents: 9_000n,
      holds: ["off"],
      steps: [],
    });
    expect(ladderOf(debtor({ debts: [] }), terms, "2026-06-12").holds).to.deep.equal(["paid"]);
  });

  const day = integer({ min: 0, max: 1_500 }).map((days) => addDays("2025-09-01", days));
  const spans = uniqueArray(integer({ min: 0, max: 60 }), { minLength: 0, maxLength: 4 }).map(
    (cuts) => {
      const sorted = cuts.toSorted((one, other) => one - other);
      return Array.from(
        { length: Math.floor(sorted.length / 2) },
        (_, index) => [sorted[2 * index] ?? 0, sorted[2 * index + 1] ?? 0] as const,
      );
    },
  );
  const someDebt = record({
    dueOn: day,
    told: integer({ min: 1, max: 40 }),
    isTold: boolean(),
    openCents: integer({ min: 1, max: 50_000 }),
    spans,
  });
  const debts = uniqueArray(someDebt, {
    minLength: 1,
    maxLength: 4,
    selector: ({ dueOn }) => dueOn,
  }).map((some) =>
    some.map(({ dueOn, told, isTold, openCents, spans: stops }, index): LateDebt => {
      const noticedOn = isTold ? addDays(dueOn, told) : null;
      const contests = stops.map(([from, to]) => ({
        fromOn: addDays(dueOn, from),
        toOn: addDays(dueOn, to),
      }));
      return {
        invoiceId: `${index}`,
        number: 1n,
        dueOn,
        openCents: BigInt(openCents),
        noticedOn,
        contests,
      };
    }),
  );
  const kept = oneof(constant(null), day);

  it("never suspends before the law allows it, whatever the debts, contests, promises and days", () => {
    assert(
      property(debts, kept, kept, day, (owed, neverSuspendUntilOn, unlockedUntilOn, today) => {
        const who = debtor({ debts: owed, neverSuspendUntilOn, unlockedUntilOn });
        const step = stepOf("suspend", who, today);
        if (step === undefined) return;
        expect(isSuspensionDay(step.on)).to.equal(true);
        expect(step.on >= today).to.equal(true);
        for (const promise of [neverSuspendUntilOn, unlockedUntilOn])
          expect(promise === null || step.on > promise).to.equal(true);
        const named = owed.filter(({ invoiceId }) => step.invoiceIds.includes(invoiceId));
        expect(
          named.reduce((sum, { openCents }) => sum + openCents, 0n) >= terms.minDebtCents,
        ).to.equal(true);
        for (const { noticedOn, contests } of named) {
          const from = noticedOn ?? today;
          const counted = Array.from({ length: daysBetween(from, step.on) }, (_, passed) =>
            addDays(from, passed + 1),
          );
          // The day after a span's last one counts again.
          const free = counted.filter(
            (on) => !contests.some(({ fromOn, toOn }) => on > fromOn && on <= (toOn ?? on)),
          );
          expect(free.length, `${step.on} after ${noticedOn}`).to.be.above(15);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("never acts on a debt that is contested, and is never nearer with a debt less", () => {
    assert(
      property(debts, day, integer({ min: 0, max: 3 }), (owed, today, index) => {
        const contested = owed.map((one, at) =>
          at === index
            ? { ...one, contests: [...one.contests, { fromOn: today, toOn: null }] }
            : one,
        );
        expect(owedOf(contested).length).to.equal(owed.length - (index < owed.length ? 1 : 0));
        const [before, after] = [owed, contested].map((some) =>
          stepOf("suspend", debtor({ debts: some }), today),
        );
        if (after === undefined) return;
        expect(after.invoiceIds).to.not.include(`${index}`);
        expect((before?.on ?? "") <= after.on).to.equal(true);
      }),
      { numRuns: 500 },
    );
  });
});
