import { expect } from "chai";
import { lastName, linesOf, meaningOf } from "./field-words.ts";

const id = "01a2060c-1d24-7314-ae42-198b7b1e1771";

describe("what was asked, in words", () => {
  it("names a field without what it stands in", () => {
    expect(lastName("contract.templateId")).to.equal("templateId");
    expect(lastName("businessHours.0.weekdays.3")).to.equal("weekdays");
  });

  it("asks for the name of what has an id, and only where it is one", () => {
    expect(meaningOf({ name: "planId", value: id })).to.include({ as: "entry", list: "plans" });
    expect(meaningOf({ name: "units.0", value: id })).to.include({ list: "business-units" });
    expect(meaningOf({ name: "units", value: "*" }).as).to.equal("text");
  });

  it("says amounts, days and choices as the console does", () => {
    expect(meaningOf({ name: "discount.amountCents", value: "2500" }).as).to.equal("cents");
    expect(meaningOf({ name: "startOn", value: "2026-05-21" }).as).to.equal("day");
    expect(meaningOf({ name: "maxDiscountPercent", value: "5" }).as).to.equal("percent");
    expect(meaningOf({ name: "kind", value: "tower" })).to.deep.include({
      keys: ["plan.kind.tower", "routingPoint.kind.tower", "paymentForm.kind.tower"],
    });
  });

  it("keeps a list in one line, and leaves out what people never chose", () => {
    const lines = linesOf([
      { name: "options.0", value: "new-email" },
      { name: "options.1", value: "new-ip" },
      { name: "previewId", value: id },
      { name: "discount.percent", value: "5" },
    ]);
    expect(lines.map(({ name, values }) => [name, values.length])).to.deep.equal([
      ["options", 2],
      ["percent", 1],
    ]);
  });
});
