import { expect } from "chai";
import { describe, it } from "mocha";
import { prefixAt, prefixProblem, prefixRangeOf } from "./ipv6-range.ts";

describe("IPv6 prefixes of a class", () => {
  it("are the n-th for the n-th address", () => {
    const range = prefixRangeOf("2001:db8:8000::/40");
    expect(range).not.to.equal(null);
    expect(prefixAt(range!, 56, 0)).to.equal("2001:db8:8000:0:0:0:0:0/56");
    expect(prefixAt(range!, 56, 257)).to.equal("2001:db8:8001:100:0:0:0:0/56");
    expect(prefixAt(range!, 64, 5)).to.equal("2001:db8:8000:5:0:0:0:0/64");
  });

  it("come from a network, and from no address inside one", () => {
    for (const text of ["2001:db8::1/64", "2001:db8::", "2001:db8::/129", "1::2::/64", "x::/16"])
      expect(prefixRangeOf(text), text).to.equal(null);
    expect(prefixRangeOf("::/0")).to.deep.equal({ first: 0n, bits: 0 });
  });

  it("are enough for every address", () => {
    expect(prefixProblem("100.64.0.0/22", "2001:db8::/46", 56)).to.equal(null);
    expect(prefixProblem("100.64.0.0/22", "2001:db8::/48", 56)).to.match(/1024 prefixes/);
    expect(prefixProblem("100.64.0.0/22", "2001:db8::/72", 64)).to.match(/prefixes/);
    expect(prefixProblem("100.64.0.0/22", "", 64)).to.equal(null);
  });
});
