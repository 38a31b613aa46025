import { expect } from "chai";
import { clockOf, daysOf, marksTo, nearest, stretchesOf } from "./online-chart.ts";

describe("the chart of who is online", () => {
  const now = new Date(2026, 10, 23, 14, 30);
  const at = (day: number, hour: number, minute = 0) =>
    new Date(2026, 10, day, hour, minute).toISOString();

  it("lays today over yesterday by the operator's own midnight", () => {
    const samples = [
      { at: at(21, 23, 55), online: 1 },
      { at: at(22, 0), online: 2 },
      { at: at(22, 23, 55), online: 3 },
      { at: at(23, 0), online: 4 },
      { at: at(23, 14, 30), online: 5 },
    ];
    expect(daysOf(samples, now)).to.deep.equal({
      yesterday: [
        { minute: 0, online: 2 },
        { minute: 1_435, online: 3 },
      ],
      today: [
        { minute: 0, online: 4 },
        { minute: 870, online: 5 },
      ],
    });
  });

  it("draws no line where nobody counted", () => {
    const points = [0, 5, 10, 60, 65].map((minute) => ({ minute, online: 1 }));
    expect(stretchesOf(points).map((stretch) => stretch.length)).to.deep.equal([3, 2]);
    expect(stretchesOf([])).to.deep.equal([]);
  });

  it("has an axis of few and round marks that holds every value", () => {
    for (const largest of [0, 1, 3, 7, 42, 99, 1_234, 87_654]) {
      const marks = marksTo(largest);
      expect(marks.length, String(largest)).to.be.within(2, 6);
      expect(marks.at(-1)).to.be.at.least(largest);
      expect(marks.every(Number.isInteger), String(largest)).to.equal(true);
    }
    expect(marksTo(87_654)).to.deep.equal([0, 25_000, 50_000, 75_000, 100_000]);
  });

  it("finds what was counted around a minute, and says the minute as a clock does", () => {
    const points = [{ minute: 100, online: 7 }];
    expect(nearest(points, 103)).to.deep.equal(points[0]);
    expect(nearest(points, 200)).to.equal(undefined);
    expect(clockOf(875)).to.equal("14:35");
  });
});
