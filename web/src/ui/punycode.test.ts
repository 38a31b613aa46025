import { domainToASCII, domainToUnicode } from "node:url";
import { expect } from "chai";
import { isDomainName, toAscii, toUnicode } from "./punycode.ts";

describe("names of domains in two scripts", () => {
  const names = [
    "padaria-são-josé.com.br",
    "açaí.com.br",
    "ação.ação.com.br",
    "例え.jp",
    "bücher.example",
    "παράδειγμα.gr",
    "💩.la",
    "plain.com.br",
  ];

  it("C93: are read as people write them, as the platform reads them", () => {
    for (const name of names) {
      const ascii = domainToASCII(name);
      expect(toUnicode(ascii), ascii).to.equal(domainToUnicode(ascii)).and.equal(name);
      expect(toAscii(name), name).to.equal(ascii);
    }
  });

  it("stay as they are where they are not well formed", () => {
    for (const name of ["xn--", "xn--9", "xn---", "xn--99999999", "xn--\u00e9.com"])
      expect(toUnicode(name), name).to.be.a("string");
    expect(toUnicode("xn--!!.com.br")).to.equal("xn--!!.com.br");
  });

  it("are none with blanks, addresses, ports or a single label", () => {
    for (const text of [
      "",
      "a b.com",
      "a@b.com",
      "a.com/x",
      "a.com:80",
      "localhost",
      "10.0.0.1",
      "a..b",
    ])
      expect(toAscii(text), text).to.equal(undefined);
    expect(isDomainName("a_b.com")).to.equal(false);
    expect(toAscii(" Padaria.COM.br. ")).to.equal("padaria.com.br");
  });
});
