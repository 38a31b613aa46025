import { expect } from "chai";
import { allowsAny } from "./permissions.ts";

describe("the permissions of a session", () => {
  it("offer what one of them names", () => {
    expect(allowsAny(["billing.read"], ["customers.read", "billing.read"])).to.equal(true);
    expect(allowsAny(["billing.*"], ["billing.close"])).to.equal(true);
    expect(allowsAny(["*"], ["operators.write"])).to.equal(true);
  });

  it("offer nothing that they do not name, nor what names none", () => {
    expect(allowsAny(["billing.read"], ["billing.write"])).to.equal(false);
    expect(allowsAny(["billing.read"], [])).to.equal(false);
    expect(allowsAny(["billing.read"], [""])).to.equal(false);
    expect(allowsAny([], ["customers.read"])).to.equal(false);
  });
});
