import { expect } from "chai";
import { describe, it } from "mocha";
import { actDate, checkBackdating } from "./act-date.ts";
import type { Subscription } from "./subscription.ts";

const today = "2026-06-10";
const since = (startOn: string, billedThroughOn: string | null = null) =>
  ({ startOn, billedThroughOn, service: "on", suspensions: [] }) as unknown as Subscription;
const grounds = { today, closingDay: 31, mayBackdate: false, backDatingDays: null };

describe("the day of an act", () => {
  it("is today where none is named, and may lie ahead", () => {
    expect(actDate("", since("2026-05-21"), today)).to.equal(today);
    expect(actDate("2026-07-01", since("2026-05-21"), today)).to.equal("2026-07-01");
  });

  it("lies neither before the last act nor too far ahead", () => {
    for (const on of ["2026-05-20", "2028-07-11", "2026-02-30"]) {
      expect(() => actDate(on, since("2026-05-21"), today), on)
        .to.throw()
        .with.property("code", "plans.invalid");
    }
  });

  it("D10: reaches back to the last closing, clamped to the month's end", () => {
    const reach =
      (on: string, more = {}) =>
      () =>
        checkBackdating(on, since("2026-01-01"), { ...grounds, ...more });
    expect(reach("2026-05-31")).to.not.throw();
    expect(reach("2026-05-30")).to.throw().with.property("code", "plans.backdating");
    expect(reach("2026-05-30", { mayBackdate: true })).to.not.throw();
    expect(reach("2026-06-05", { closingDay: 5 })).to.not.throw();
    expect(reach("2026-06-04", { closingDay: 5 })).to.throw();
  });

  it("D10: reaches further where nothing was billed since", () => {
    expect(() =>
      checkBackdating("2026-05-02", since("2026-01-01", "2026-05-01"), grounds),
    ).to.not.throw();
  });

  it("reaches no further than the role allows", () => {
    const limited = { ...grounds, mayBackdate: true, backDatingDays: 5 };
    const reach = (on: string) => () => checkBackdating(on, since("2026-01-01"), limited);
    expect(reach("2026-06-05")).to.not.throw();
    expect(reach("2026-06-04")).to.throw().with.property("code", "plans.backdating");
  });
});
