import { expect } from "chai";
import { describe, it } from "mocha";
import { changesOf } from "./tab-changes.ts";

describe("the edit of a tab", () => {
  it("C45: sends what was changed and nothing else; blank is nothing", () => {
    const before = { notes: "", dueDayId: "a", discount: { percent: 10 } };
    const after = { notes: undefined, dueDayId: "b", discount: { percent: 10 } };
    expect(changesOf(before, after)).to.deep.equal([{ field: "dueDayId", was: "a", now: "b" }]);
  });
});
