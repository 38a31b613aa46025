import { expect } from "chai";
import { describe, it } from "mocha";
import { endOfMonth, expiredMonths, missingMonths } from "./archive-months.ts";

describe("the months of the archive", () => {
  it("are made three ahead, also over a year's end and after a long silence", () => {
    expect(missingMonths(["202611"], new Date("2026-11-23T00:00:00Z"))).to.deep.equal([
      "202612",
      "202701",
      "202702",
    ]);
    expect(missingMonths(["202611", "202612"], new Date("2027-02-01T00:00:00Z"))).to.deep.equal([
      "202701",
      "202702",
      "202703",
      "202704",
      "202705",
    ]);
    expect(missingMonths(["202705"], new Date("2027-02-01T00:00:00Z"))).to.deep.equal([]);
  });

  it("end with the first instant of the next", () => {
    expect(endOfMonth("202612")).to.deep.equal(new Date("2027-01-01T00:00:00Z"));
  });

  it("are given up once their last day is as old as is kept, and not before", () => {
    const months = ["202611", "202612"];
    expect(expiredMonths(months, new Date("2027-11-30T23:59:59Z"), 365)).to.deep.equal([]);
    expect(expiredMonths(months, new Date("2027-12-01T00:00:00Z"), 365)).to.deep.equal(["202611"]);
  });
});
