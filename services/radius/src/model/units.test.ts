import { expect } from "chai";
import { describe, it } from "mocha";
import { unitModel } from "./units.ts";

const week = { weekdays: [1, 2, 3, 4, 5], from: "08:00", to: "18:00" };
const unit = (id: string, timeZone: string) => ({
  id,
  version: 1n,
  timeZone,
  businessHours: [week],
  suspensionPolicy: "reject",
  walledGardenName: "torre-suspended",
});

describe("the period of a unit (D23)", () => {
  const units = unitModel();
  units.replace([unit("sp", "America/Sao_Paulo"), unit("ac", "America/Rio_Branco")]);
  const at = (id: string, instant: string) => units.periodOf(id, Date.parse(instant));

  it("goes by the unit's own clock and calendar", () => {
    expect(at("sp", "2026-11-23T10:59:30Z")).to.equal("other");
    expect(at("sp", "2026-11-23T11:00:00Z")).to.equal("business");
    expect(at("ac", "2026-11-23T11:00:00Z")).to.equal("other");
    expect(at("ac", "2026-11-23T13:00:00Z")).to.equal("business");
    expect(at("sp", "2026-11-21T12:00:00Z")).to.equal("other");
  });

  it("has no business hours on a national holiday", () => {
    expect(at("sp", "2026-09-07T15:00:00Z")).to.equal("other");
    expect(at("sp", "2026-09-08T15:00:00Z")).to.equal("business");
  });

  it("is that of business hours while nothing is known of the unit", () => {
    expect(at("?", "2026-09-07T15:00:00Z")).to.equal("business");
  });
});
