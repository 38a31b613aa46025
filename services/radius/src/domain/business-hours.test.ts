import { expect } from "chai";
import { describe, it } from "mocha";
import { periodAt } from "./business-hours.ts";

const week = [{ weekdays: [1, 2, 3, 4, 5], from: "08:00", to: "18:00" }];
const wall = (weekday: number, time: string, isHoliday = false) => ({ weekday, time, isHoliday });

describe("business hours (D23)", () => {
  it("begin with their first minute and end before their last", () => {
    expect(periodAt(week, wall(1, "07:59"))).to.equal("other");
    expect(periodAt(week, wall(1, "08:00"))).to.equal("business");
    expect(periodAt(week, wall(5, "17:59"))).to.equal("business");
    expect(periodAt(week, wall(5, "18:00"))).to.equal("other");
    expect(periodAt(week, wall(6, "12:00"))).to.equal("other");
  });

  it("last until midnight where they end at 23:59", () => {
    const late = [{ weekdays: [7], from: "20:00", to: "23:59" }];
    expect(periodAt(late, wall(7, "23:59"))).to.equal("business");
  });

  it("are not on a holiday", () => {
    expect(periodAt(week, wall(1, "12:00", true))).to.equal("other");
  });

  it("are always where a unit never said when they are", () => {
    expect(periodAt([], wall(7, "03:00", true))).to.equal("business");
  });
});
