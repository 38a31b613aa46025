import { addDays } from "@isp/kernel";
import { expect } from "chai";
import { assert, integer, property } from "fast-check";
import { describe, it } from "mocha";
import { lateBy, overdueFrom } from "./overdue.ts";

describe("a debt becomes overdue", () => {
  it("on the day after a due date that is a banking day", () => {
    expect(overdueFrom("2026-06-10")).to.equal("2026-06-11");
  });

  it("on the day after the next banking day where it falls due on a weekend or holiday (Lei 7.089/1983)", () => {
    expect(overdueFrom("2026-06-13")).to.equal("2026-06-16");
    // Christmas is a Friday in 2026.
    expect(overdueFrom("2026-12-25")).to.equal("2026-12-29");
    // Monday and Tuesday of Carnival.
    expect(overdueFrom("2027-02-08")).to.equal("2027-02-11");
  });

  it("on the same day whether one asks of the debt or of the day", () => {
    const day = integer({ min: 0, max: 20_000 }).map((days) => addDays("2000-01-01", days));
    assert(
      property(day, integer({ min: -20, max: 20 }), (today, off) => {
        const dueOn = addDays(today, off);
        expect(dueOn <= lateBy(today), `${dueOn} on ${today}`).to.equal(
          today >= overdueFrom(dueOn),
        );
      }),
    );
  });
});
