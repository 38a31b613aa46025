import { expect } from "chai";
import type { Subscription } from "../../api/subscriptions.ts";
import { menuOf, reasonAgainst } from "./menu.ts";

const of = (change: Partial<Subscription>) =>
  ({ status: "enabled", service: "on", list: "active", ...change }) as Subscription;

describe("the menu of a plan", () => {
  it("offers to suspend what is on, and again for another reason (C51, D12)", () => {
    expect(reasonAgainst("suspend", of({}), true)).to.equal(undefined);
    const suspended = of({ status: "suspended", service: "suspended", list: "inactive" });
    expect(reasonAgainst("suspend", suspended, true)).to.equal(undefined);
    expect(reasonAgainst("resume", suspended, true)).to.equal(undefined);
  });

  it("greys what is not allowed with its reason", () => {
    expect(reasonAgainst("resume", of({}), true)).to.equal("not-suspended");
    expect(reasonAgainst("enable", of({}), true)).to.equal("already-enabled");
    expect(reasonAgainst("suspend", of({ service: "off" }), true)).to.equal("not-enabled");
    expect(reasonAgainst("suspend", of({}), false)).to.equal("permission");
    expect(reasonAgainst("resume", of({ list: "cancelled", service: "released" }), true)).to.equal(
      "ended",
    );
  });

  it("keeps replaced plans from being resumed (D11)", () => {
    const replaced = of({ status: "replaced", list: "inactive", service: "released" });
    expect(reasonAgainst("resume", replaced, true)).to.equal("ended");
  });

  it("is the same for every plan, whatever is greyed (C8)", () => {
    const keys = (subscription: Subscription) =>
      menuOf({ subscription }, true).flatMap((group) => group.map(({ key }) => key));
    expect(keys(of({}))).to.deep.equal(keys(of({ service: "off" })));
  });
});
