import { expect } from "chai";
import { isIpv4, isIpv6, nameFault, recordTypeOf, targetFault } from "./host-rules.ts";

const place = { domain: "loja.com.br", taken: ["vpn"] };

describe("hosts of a zone (C98)", () => {
  it("C98: stand below their domain, once, without what stands for other names", () => {
    expect(nameFault("www", place)).to.equal(undefined);
    expect(nameFault("a.b", place)).to.equal(undefined);
    for (const [name, fault] of [
      ["", "nameMissing"],
      ["vpn", "nameTaken"],
      ["www.loja.com.br", "nameWhole"],
      ["*", "nameAny"],
      ["@", "nameApex"],
      ["_dmarc", "nameUnderscore"],
      ["-a", "nameWrong"],
      ["a..b", "nameWrong"],
    ] as const)
      expect(nameFault(name, place), name).to.equal(fault);
  });

  it("C98: become A, AAAA or CNAME by what they point to", () => {
    expect(recordTypeOf("name", "203.0.113.7")).to.equal("A");
    expect(recordTypeOf("name", "2001:db8::7")).to.equal("AAAA");
    expect(recordTypeOf("alias", "shops.example.com")).to.equal("CNAME");
    expect(recordTypeOf("alias", "203.0.113.7")).to.equal(undefined);
  });

  it("C98: say what would be right where the kind and the target do not go together", () => {
    const fault = (type: "alias" | "name", to: string) => targetFault(type, to, "www.loja.com.br");
    expect(fault("alias", "203.0.113.7")).to.equal("targetIsAddress");
    expect(fault("alias", "www.loja.com.br")).to.equal("targetItself");
    expect(fault("alias", "shops.example.com")).to.equal(undefined);
    expect(fault("name", "shops.example.com")).to.equal("targetIsName");
    expect(fault("name", "203.0.113.300")).to.equal("addressWrong");
    expect(fault("name", "https://loja.com.br")).to.equal("targetPage");
    expect(fault("name", "")).to.equal("addressMissing");
  });

  it("reads addresses as the servers do", () => {
    expect(["1.2.3.4", "0.0.0.0"].every(isIpv4)).to.equal(true);
    expect(["01.2.3.4", "1.2.3", "1.2.3.256"].some(isIpv4)).to.equal(false);
    expect(["::1", "2001:db8::1"].every(isIpv6)).to.equal(true);
    expect(["1.2.3.4", "::g", "fe80::1%eth0"].some(isIpv6)).to.equal(false);
  });
});
