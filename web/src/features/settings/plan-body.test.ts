import { expect } from "chai";
import { newPlanForm, toPlan, toPlanForm, usualHosting } from "./plan-body.ts";

describe("a new plan of the catalogue", () => {
  it("says its speed in kbit/s and in both periods", () => {
    const plan = toPlan({ ...newPlanForm(undefined), name: "Fibra", downMbps: 500, upMbps: 250.5 });
    const rate = { downKbps: 500_000, upKbps: 250_500 };
    expect(plan).to.have.deep.property("speed", { businessHours: rate, otherHours: rate });
    expect(plan).to.not.have.property("downMbps");
  });

  it("keeps another speed outside business hours through an edit", () => {
    const speed = {
      businessHours: { downKbps: 256, upKbps: 128 },
      otherHours: { downKbps: 512, upKbps: 256 },
    };
    const plan = { ...newPlanForm(undefined), id: "p", name: "Banda Larga 256", speed };
    const form = toPlanForm(plan as never);
    expect(form).to.include({ downMbps: 0.256, otherDownMbps: 0.512 });
    expect(toPlan(form)).to.have.deep.property("speed", speed);
  });

  it("has a speed only when it connects", () => {
    const hosting = toPlan({ ...newPlanForm(undefined), kind: "hosting", downMbps: 5 });
    expect(hosting).to.not.have.property("speed");
  });

  it("carries hosting limits whatever its kind, and none when all are left empty", () => {
    const plan = { ...newPlanForm(undefined), name: "Fibra com site" };
    expect(toPlan(plan)).to.have.property("hosting", null);
    const limits = { diskMb: 1024, domains: 1, databases: 0, ftpUsers: 0 };
    const some = toPlan({ ...plan, hosting: { diskMb: 1024, domains: 1, databases: null } });
    expect(some).to.have.deep.property("hosting", limits);
    const kept = toPlanForm({ ...plan, id: "p", hosting: limits } as never);
    expect(toPlan(kept)).to.have.deep.property("hosting", limits);
    expect(toPlan({ ...plan, hosting: usualHosting("email") })).to.have.property("hosting", null);
  });
});
