import { addDays } from "@isp/kernel";
import { expect } from "chai";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { closesOn } from "./cycle.ts";
import { dueClosings } from "./due-closings.ts";

const none = new Set<string>();

describe("C71: the closings that are due", () => {
  it("are those between the last one and today, oldest first", () => {
    const unclosed = [{ closingDay: 31, since: "2026-03-31" }];
    expect(dueClosings(unclosed, none, "2026-06-30")).to.deep.equal([
      "2026-04-30",
      "2026-05-31",
      "2026-06-30",
    ]);
    expect(dueClosings(unclosed, none, "2026-04-29")).to.deep.equal([]);
  });

  it("leave out what was closed, and name a date once for all its due days", () => {
    const unclosed = [
      { closingDay: 31, since: "2026-03-31" },
      { closingDay: 30, since: "2026-03-30" },
      { closingDay: 10, since: "2026-04-10" },
    ];
    expect(dueClosings(unclosed, new Set(["2026-05-31"]), "2026-05-31")).to.deep.equal([
      "2026-04-30",
      "2026-05-10",
      "2026-05-30",
    ]);
  });

  it("lie after what was closed, not after today, and are dates on which something closes", () => {
    const day = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays("2024-01-01", days));
    fc.assert(
      fc.property(day, day, fc.integer({ min: 1, max: 31 }), (since, today, closingDay) => {
        for (const on of dueClosings([{ closingDay, since }], none, today)) {
          expect(on > since && on <= today && closesOn(on, closingDay)).to.equal(true);
        }
      }),
    );
  });
});
