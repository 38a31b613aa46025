import { expect } from "chai";
import { describe, it } from "mocha";
import { changesOf, meetingsOf, settled } from "./changes.ts";

describe("the edit of a tab", () => {
  it("C45: sends what was changed and nothing else; blank is nothing", () => {
    const before = { notes: "", dueDayId: "a", discount: { percent: 10 } };
    const after = { notes: undefined, dueDayId: "b", discount: { percent: 10 } };
    expect(changesOf(before, after)).to.deep.equal([{ field: "dueDayId", was: "a", now: "b" }]);
  });

  it("C3: takes the parts of an address in any order, and blank parts for none", () => {
    const before = { address: { street: "Rua Goiás", number: "20" }, discount: undefined };
    const after = { address: { number: "20", complement: "", street: "Rua Goiás" }, discount: {} };
    expect(changesOf(before, after)).to.deep.equal([]);
    const moved = { address: { ...after.address, number: "21" } };
    expect(changesOf(before, moved).map(({ field }) => field)).to.deep.equal(["address"]);
  });

  const read = { notes: "a", dueDayId: "10", trialDays: 0 };
  const typed = { notes: "mine", dueDayId: "10", trialDays: 5 };

  it("C45: meets what somebody else saved meanwhile, and contests only what both changed", () => {
    const present = { notes: "theirs", dueDayId: "20", trialDays: 5 };
    expect(meetingsOf(read, typed, present)).to.deep.equal([
      { field: "notes", was: "a", mine: "mine", theirs: "theirs", isContested: true },
      { field: "dueDayId", was: "10", mine: "10", theirs: "20", isContested: false },
      { field: "trialDays", was: 0, mine: 5, theirs: 5, isContested: false },
    ]);
  });

  it("C45: takes theirs where nothing was typed here, and loses nothing that was", () => {
    const meetings = meetingsOf(read, typed, { notes: "theirs", dueDayId: "20", trialDays: 0 });
    expect(settled(meetings, {})).to.deep.equal({ dueDayId: "20" });
    expect(settled(meetings, { notes: "theirs" })).to.deep.equal({
      notes: "theirs",
      dueDayId: "20",
    });
  });
});
