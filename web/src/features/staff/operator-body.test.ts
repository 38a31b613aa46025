import { expect } from "chai";
import { toOperator, toOperatorEdit, toOperatorForm } from "./operator-body.ts";
import type { Operator } from "./staff.ts";

const operator: Operator = {
  id: "1",
  version: 3,
  username: "ana",
  name: "Ana",
  roleId: "r",
  units: ["u"],
  disabledAt: "2026-11-01T00:00:00Z",
  createdAt: "2026-10-01T00:00:00Z",
};

describe("an operator's form", () => {
  it("shows him and sends what changed, never his user name", () => {
    const form = toOperatorForm(operator);
    expect(form).to.deep.include({ units: ["u"], everyUnit: false, isDisabled: true });
    expect(toOperatorEdit(form as never)).to.deep.equal({
      name: "Ana",
      roleId: "r",
      units: ["u"],
      disabled: true,
    });
  });

  it("knows those who work in every unit", () => {
    const form = toOperatorForm({ ...operator, units: "*" });
    expect(form).to.deep.include({ units: [], everyUnit: true });
    expect(toOperator(form as never)).to.deep.include({ username: "ana", units: "*" });
  });
});
