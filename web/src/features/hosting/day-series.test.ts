import { expect } from "chai";
import { everyDay, lastKnown } from "./day-series.ts";

describe("the days of a site's statistics", () => {
  it("stand without gaps up to today, across the end of a month", () => {
    const known = [{ day: "2026-02-28", visits: 2, requests: 9, bytes: 100 }];
    const days = everyDay(known, "2026-03-02", 4);
    expect(days.map(({ day, requests }) => [day, requests])).to.deep.equal([
      ["2026-02-27", 0],
      ["2026-02-28", 9],
      ["2026-03-01", 0],
      ["2026-03-02", 0],
    ]);
  });

  it("keep a size until it is measured again", () => {
    const known = [
      { day: "2026-02-28", bytes: 5 },
      { day: "2026-03-02", bytes: 9 },
    ];
    const days = lastKnown(known, "2026-03-02", 4);
    expect(days.map(({ value }) => value)).to.deep.equal([0, 5, 5, 9]);
  });
});
