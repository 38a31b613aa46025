import { expect } from "chai";
import { metricLabel } from "./metric-label.ts";

describe("the label of a metric", () => {
  it("is the name that people know", () => {
    expect(metricLabel(" Torre São José (norte) 2.4 ")).to.equal("Torre São José (norte) 2.4");
  });

  it("holds nothing that a query would have to quote, and is short", () => {
    expect(metricLabel('a"b\\c\nd{e}')).to.equal("a_b_c_d_e_");
    expect(metricLabel("é".repeat(500))).to.have.length(64);
  });
});
