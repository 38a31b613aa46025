import { expect } from "chai";
import { monthsOf } from "./calendar.ts";

describe("the calendar behind a bill", () => {
  it("colours the days after the first end up to the last end", () => {
    const months = monthsOf([
      { fromOn: "2007-04-30", toOn: "2007-05-21", what: "not-started" },
      { fromOn: "2007-05-21", toOn: "2007-05-31", what: "billed" },
    ]);
    expect(months.map(({ month }) => month)).to.deep.equal(["2007-05"]);
    const billed = months[0]!.days.filter(({ what }) => what === "billed");
    expect(billed).to.have.length(10);
    expect(billed[0]!.day).to.equal("2007-05-22");
  });

  it("begins the week on Sunday", () => {
    expect(
      monthsOf([{ fromOn: "2007-05-01", toOn: "2007-05-02", what: "billed" }])[0]!.lead,
    ).to.equal(2);
  });
});
