import { expect } from "chai";
import { barsOf } from "./day.ts";

describe("the bars of a day's report", () => {
  it("stand longest first, each as part of the longest", () => {
    const tallies = [
      { id: "a", name: "Mudança", count: 1 },
      { id: "", name: "", count: 4 },
    ];
    expect(barsOf(tallies, "Outros")).to.deep.equal([
      { key: "none", name: "", count: 4, percent: 100 },
      { key: "a", name: "Mudança", count: 1, percent: 25 },
    ]);
  });

  it("gather what would be too many", () => {
    const tallies = Array.from({ length: 10 }, (_, at) => ({
      id: `${at}`,
      name: `${at}`,
      count: 2,
    }));
    const bars = barsOf(tallies, "Outros", 3);
    expect(bars).to.have.length(4);
    expect(bars.at(-1)).to.include({ name: "Outros", count: 14, percent: 100 });
  });
});
