import { expect } from "chai";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { installmentsDue, installmentsOf } from "./installments.ts";

const amounts = (fee: bigint, count: number) =>
  installmentsOf(fee, count).map(({ amountCents }) => amountCents);

const terms = {
  installFeeCents: 10_000n,
  installments: 3,
  startOn: "2026-05-21",
  endedOn: null as string | null,
};
const inService = [{ fromOn: "2026-05-21", bills: true }];
const due = (
  on: string,
  billed: readonly number[],
  more: Partial<typeof terms> = {},
  history = inService,
) => installmentsDue({ ...terms, ...more }, history, { on, billed }).map(({ number }) => number);

describe("an installation fee in instalments (R12)", () => {
  it("V26: is 33.34 + 33.33 + 33.33 of 100.00, and 4 x 20.84 + 8 x 20.83 of 250.00", () => {
    expect(amounts(10_000n, 3)).to.deep.equal([3_334n, 3_333n, 3_333n]);
    const twelve = amounts(25_000n, 12);
    expect(twelve.filter((cents) => cents === 2_084n)).to.have.length(4);
    expect(twelve.filter((cents) => cents === 2_083n)).to.have.length(8);
    expect(twelve.indexOf(2_083n)).to.equal(4);
  });

  it("adds up to the fee, and no part differs from another by more than a centavo", () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 1_000_000n), fc.integer({ min: 1, max: 60 }), (fee, count) => {
        const parts = amounts(fee, count);
        expect(parts.reduce((sum, part) => sum + part, 0n)).to.equal(fee);
        expect(parts[0]! - parts.at(-1)! <= 1n).to.equal(true);
        expect(parts.toSorted((a, b) => Number(b - a))).to.deep.equal(parts);
      }),
    );
  });

  it("starts at the first closing after the start, one a closing, until all are billed", () => {
    expect(due("2026-05-21", [])).to.deep.equal([]);
    expect(due("2026-05-31", [])).to.deep.equal([1]);
    expect(due("2026-06-30", [1])).to.deep.equal([2]);
    expect(due("2026-08-31", [1, 2, 3])).to.deep.equal([]);
  });

  it("bills again what was taken back, and nothing that stands", () => {
    expect(due("2026-08-31", [2])).to.deep.equal([1]);
    expect(due("2026-08-31", [2, 3])).to.deep.equal([1]);
  });

  it("pauses in a suspension, and waits for the installation", () => {
    const suspended = [...inService, { fromOn: "2026-06-10", bills: false }];
    expect(due("2026-06-30", [1], {}, suspended)).to.deep.equal([]);
    expect(due("2026-05-31", [], {}, [{ fromOn: "2026-05-21", bills: false }])).to.deep.equal([]);
  });

  it("falls due at once when the subscription has ended", () => {
    const ended = [...inService, { fromOn: "2026-06-20", bills: false }];
    expect(due("2026-06-30", [1], { endedOn: "2026-06-20" }, ended)).to.deep.equal([2, 3]);
    expect(due("2026-05-31", [], { endedOn: "2026-06-20" }, inService)).to.deep.equal([1]);
  });
});
