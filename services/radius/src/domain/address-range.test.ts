import { expect } from "chai";
import { describe, it } from "mocha";
import { rangeOf } from "./address-range.ts";
import { checkIpClass, withNetmask, notShared, withoutIpv6 } from "./network-lists.ts";

const entry = {
  id: "i",
  version: 1n,
  businessUnitId: "",
  name: "CGNAT Londrina",
  cidr: "100.64.0.0/22",
  gateway: "100.64.0.1",
  dns1: "",
  dns2: "",
  netmask: "",
  ...notShared,
  ...withoutIpv6,
};

describe("an IP class", () => {
  it("C16: is a network, and has the mask of it", () => {
    expect(rangeOf("100.64.0.0/22")?.netmask).to.equal("255.255.252.0");
    expect(withNetmask(entry).netmask).to.equal("255.255.252.0");
    expect(rangeOf("0.0.0.0/0")?.netmask).to.equal("0.0.0.0");
    expect(rangeOf("203.0.113.7/32")?.netmask).to.equal("255.255.255.255");
  });

  it("C16: is refused where it names an address inside a network, or no network", () => {
    for (const cidr of ["100.64.0.1/22", "100.64.0.0", "100.64.0.0/33", "300.0.0.0/8", "x/8", ""])
      expect(rangeOf(cidr), cidr).to.equal(null);
  });

  it("C16: has a gateway inside it", () => {
    const outside = withNetmask({ ...entry, gateway: "10.0.0.1" });
    expect(() => checkIpClass(outside)).to.throw();
    expect(() => checkIpClass(withNetmask(entry))).to.not.throw();
  });
});
