import { expect } from "chai";
import { groupsOf, toRole, toRoleForm } from "./role-body.ts";

describe("a role's form", () => {
  it("keeps a limit of nothing apart from no limit", () => {
    const role = { id: "1", version: 1, key: "", name: "Caixa", permissions: ["billing.read"] };
    const form = toRoleForm({ ...role, limits: { maxDiscountPercent: 0, backDatingDays: null } });
    expect(toRole(form)).to.deep.equal({
      name: "Caixa",
      permissions: ["billing.read"],
      limits: { maxDiscountPercent: 0, backDatingDays: null },
    });
  });

  it("groups permissions by area", () => {
    expect(groupsOf(["customers.read", "billing.read", "customers.write"])).to.deep.equal([
      { area: "customers", permissions: ["customers.read", "customers.write"] },
      { area: "billing", permissions: ["billing.read"] },
    ]);
  });
});
