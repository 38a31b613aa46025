import { expect } from "chai";
import { isTime, toTime } from "./business-hours.ts";

describe("the business hours of a unit (D23)", () => {
  it("take a time in the ways it is typed", () => {
    expect(["8:00", "8h", "0830", "8h30", "18.15"].map(toTime)).to.deep.equal([
      "08:00",
      "08:00",
      "08:30",
      "08:30",
      "18:15",
    ]);
    expect(toTime("cedo")).to.equal("cedo");
  });

  it("are times that a day has", () => {
    expect(["00:00", "23:59"].every(isTime)).to.equal(true);
    expect(["24:00", "08:60", "8:00", "", undefined].some(isTime)).to.equal(false);
  });
});
