import { expect } from "chai";
import { describe, it } from "mocha";
import { sourceAddress } from "./source-address.ts";

describe("the address of an access server", () => {
  it("is found however it was written", () => {
    const written = {
      "10.0.0.1": "10.0.0.1",
      "2001:DB8:0:0::0A": "2001:db8::a",
      "::FFFF:10.0.0.1": "10.0.0.1",
      "::ffff:0a00:0001": "10.0.0.1",
      "FE80::1%eth0": "fe80::1%eth0",
    };
    for (const [text, address] of Object.entries(written))
      expect(sourceAddress(text), text).to.equal(address);
  });

  it("is none where it is a name, a network, or nearly an address", () => {
    for (const text of ["", "nas.example", "10.0.0.0/24", "10.0.0.256", "2001:db8:::1"])
      expect(sourceAddress(text), text).to.equal(null);
  });
});
