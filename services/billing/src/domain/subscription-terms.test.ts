import { expect } from "chai";
import { describe, it } from "mocha";
import { rebased, withChange } from "./subscription-terms.ts";

const history = [
  { fromOn: "2026-05-21", bills: true },
  { fromOn: "2026-06-10", bills: false },
  { fromOn: "2026-06-15", bills: true },
];

describe("the history of a status", () => {
  it("keeps one change per day, and none that changes nothing", () => {
    expect(withChange(history, { fromOn: "2026-06-20", bills: true })).to.deep.equal(history);
    expect(withChange(history, { fromOn: "2026-06-15", bills: false })).to.deep.equal(
      history.slice(0, 2),
    );
  });

  it("keeps suspended days when the start is corrected (C59, R3)", () => {
    const earlier = rebased(history, "2026-05-11");
    expect(earlier).to.deep.equal([{ fromOn: "2026-05-11", bills: true }, ...history.slice(1)]);
    const later = rebased(history, "2026-06-12");
    expect(later).to.deep.equal([{ fromOn: "2026-06-12", bills: false }, history[2]]);
  });
});
