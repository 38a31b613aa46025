import { expect } from "chai";
import { describe, it } from "mocha";
import { checkRoom } from "./domain.ts";
import { normaliseDomain } from "./domain-name.ts";

const code = (act: () => unknown) => {
  try {
    act();
    return "ok";
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("a domain name (C93)", () => {
  it("is kept as lower-case A-labels", () => {
    expect(normaliseDomain("Exemplo.COM.br.")).to.equal("exemplo.com.br");
    expect(normaliseDomain("açaí.com.br")).to.equal("xn--aa-4iaz.com.br");
  });

  it("is refused when an interpreter could act on it (S45)", () => {
    const hostile = [
      "localhost",
      "x.arpa",
      "a b.com",
      "*.com.br",
      "a..b",
      "a;b.com",
      "$INCLUDE.br",
      "",
    ];
    for (const name of hostile)
      expect(
        code(() => normaliseDomain(name)),
        name,
      ).to.equal("hosting.domain_invalid");
  });
});

describe("a plan's room for domains", () => {
  it("is what its plan says, of whatever kind that is", () => {
    expect(code(() => checkRoom({ domains: 0 }, 0))).to.equal("hosting.plan_has_no_domains");
    expect(code(() => checkRoom({ domains: 1 }, 1))).to.equal("hosting.domain_limit");
    expect(code(() => checkRoom({ domains: 2 }, 1))).to.equal("ok");
  });
});
