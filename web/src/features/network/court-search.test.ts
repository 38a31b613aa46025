import { expect } from "chai";
import { courtQuery } from "./court-search.ts";

describe("the question of a court", () => {
  const form = {
    ip: " 203.0.113.7 ",
    port: 4_000,
    on: "2026-06-10",
    time: "00:15:09",
    zone: "brasilia" as const,
    reason: " ofício 77/2026 ",
  };

  it("names the instant by the clock of the order", () => {
    expect(courtQuery(form)).to.deep.equal({
      ip: "203.0.113.7",
      port: 4_000,
      at: "2026-06-10T03:15:09.000Z",
      reason: "ofício 77/2026",
    });
    expect(courtQuery({ ...form, zone: "utc" }).at).to.equal("2026-06-10T00:15:09.000Z");
    expect(courtQuery({ ...form, time: "23:59", zone: "rioBranco" }).at).to.equal(
      "2026-06-11T04:59:00.000Z",
    );
  });

  it("may know no port", () => {
    expect(courtQuery({ ...form, port: null })).to.not.have.property("port");
  });
});
