import { expect } from "chai";
import { describe, it } from "mocha";
import { allowance } from "./allowance.ts";

describe("an allowance", () => {
  it("gives what one second gives, and then as much as time brings", () => {
    let now = 0;
    const { take } = allowance(10, () => now);
    expect([take(7), take(7), take(1)]).to.deep.equal([7, 3, 0]);
    now = 350;
    expect([take(9), take(9)]).to.deep.equal([3, 0]);
    now = 60_000;
    expect(take(100)).to.equal(10);
  });

  it("loses no part of one to many small steps", () => {
    let now = 0;
    const { take } = allowance(10, () => now);
    take(10);
    let taken = 0;
    for (; now < 1_000; now += 30) taken += take(5);
    expect(taken).to.equal(9);
  });
});
