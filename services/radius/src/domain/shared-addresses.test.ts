import { expect } from "chai";
import { describe, it } from "mocha";
import { addressNumber } from "./address-range.ts";
import {
  blockOf,
  isShared,
  privateAddressOf,
  privateRangeOf,
  sharingProblem,
} from "./shared-addresses.ts";

const shared = {
  cidr: "100.64.0.0/24",
  publicCidr: "203.0.113.0/30",
  firstPort: 1_024,
  portsPerCustomer: 1_000,
};

describe("public addresses that many customers share", () => {
  it("name one customer each, by the port", () => {
    expect(privateAddressOf(shared, "203.0.113.0", 1_024)).to.equal("100.64.0.0");
    expect(privateAddressOf(shared, "203.0.113.0", 2_023)).to.equal("100.64.0.0");
    expect(privateAddressOf(shared, "203.0.113.0", 2_024)).to.equal("100.64.0.1");
    expect(privateAddressOf(shared, "203.0.113.1", 1_024)).to.equal("100.64.0.64");
    expect(privateAddressOf(shared, "203.0.113.3", 65_023)).to.equal("100.64.0.255");
  });

  it("give each private address as many ports as each other, and no port to two", () => {
    const counts = new Map<string, number>();
    for (const last of [0, 1, 2, 3])
      for (let port = 0; port < 65_536; port += 1) {
        const found = privateAddressOf(shared, `203.0.113.${last}`, port);
        if (found !== null) counts.set(found, (counts.get(found) ?? 0) + 1);
      }
    expect(counts.size).to.equal(256);
    expect(new Set(counts.values())).to.deep.equal(new Set([1_000]));
  });

  it("name nobody by a port that is nobody's, or another address", () => {
    expect(privateAddressOf(shared, "203.0.113.0", 1_023)).to.equal(null);
    expect(privateAddressOf(shared, "203.0.113.0", 65_535)).to.equal(null);
    expect(privateAddressOf(shared, "203.0.113.4", 2_000)).to.equal(null);
    expect(isShared(shared, "203.0.113.3")).to.equal(true);
    expect(isShared({ ...shared, publicCidr: "" }, "203.0.113.3")).to.equal(false);
  });

  it("are found from the private address as they are found from the port", () => {
    const first = addressNumber("100.64.0.0")!;
    for (let place = 0; place < 256; place += 1) {
      const block = blockOf(shared, first + place)!;
      for (const port of [block.firstPort, block.lastPort])
        expect(privateAddressOf(shared, block.publicAddress, port)).to.equal(block.address);
    }
    expect(blockOf(shared, first + 65)).to.deep.equal({
      address: "100.64.0.65",
      publicAddress: "203.0.113.1",
      firstPort: 2_024,
      lastPort: 3_023,
    });
    expect(blockOf(shared, first - 1)).to.equal(null);
    expect(blockOf(shared, first + 256)).to.equal(null);
    expect(blockOf({ ...shared, publicCidr: "" }, first)).to.equal(null);
  });

  it("are asked for by either side, or all of them", () => {
    const range = (address: string, port = 0) => {
      const found = privateRangeOf(shared, address, port);
      return found === null ? null : found.to - found.from + 1;
    };
    expect(range("")).to.equal(256);
    expect(range("100.64.0.7")).to.equal(1);
    expect(range("203.0.113.1")).to.equal(64);
    expect(range("203.0.113.1", 2_500)).to.equal(1);
    expect(range("203.0.113.1", 80)).to.equal(null);
    expect(range("torre")).to.equal(null);
  });

  it("must be enough for the range", () => {
    expect(sharingProblem(shared)).to.equal(null);
    expect(
      sharingProblem({ ...shared, publicCidr: "", firstPort: 0, portsPerCustomer: 0 }),
    ).to.equal(null);
    expect(sharingProblem({ ...shared, portsPerCustomer: 1_100 })).to.match(/room for 232/);
    expect(sharingProblem({ ...shared, publicCidr: "nonsense" })).to.match(/network/);
    expect(sharingProblem({ ...shared, portsPerCustomer: 0 })).to.match(/port/);
  });
});
