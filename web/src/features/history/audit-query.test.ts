import { expect } from "chai";
import { auditQuery } from "./audit-query.ts";

describe("the days of an audit", () => {
  it("go from midnight to midnight where the operator sits, the last one included", () => {
    const { from, to } = auditQuery({ from: "2026-11-22", to: "2026-11-22" });
    expect(Date.parse(String(to)) - Date.parse(String(from))).to.equal(86_400_000);
    expect(new Date(String(from)).getHours()).to.equal(0);
    expect(auditQuery({})["from"]).to.equal("");
  });
});
