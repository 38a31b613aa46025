import { expect } from "chai";
import { formatMac, macDigits } from "./mac.ts";

describe("a MAC address", () => {
  it("reads the same however a NAS writes it", () => {
    for (const written of ["02:AA:bb:00:11:22", "02-aa-bb-00-11-22", "02aa.bb00.1122"]) {
      expect(macDigits(written)).to.equal("02aabb001122");
      expect(formatMac(written)).to.equal("02:AA:BB:00:11:22");
    }
  });

  it("is left as it is where it is none", () => {
    expect(formatMac("100.64.0.9")).to.equal("100.64.0.9");
    expect(formatMac("")).to.equal("");
  });
});
