import { expect } from "chai";
import { describe, it } from "mocha";
import { dayOfUnit } from "./day-of-unit.ts";

describe("a unit's day", () => {
  // Half past ten in the evening of the 22nd in Londrina.
  const at = new Date("2026-11-23T01:30:00Z");

  it("is the one of its own time zone, wherever the operator sits (C22)", () => {
    expect(dayOfUnit({ timeZone: "America/Sao_Paulo" }, at)).to.equal("2026-11-22");
    expect(dayOfUnit({ timeZone: "Pacific/Kiritimati" }, at)).to.equal("2026-11-23");
  });
});
