import { expect } from "chai";
import { describe, it } from "mocha";
import { isRedirect } from "./redirect.ts";
import { type RecordSet, zoneOf } from "./zone.ts";
import { differencesOf, sameSets } from "./zone-sets.ts";

const plan = {
  name: "exemplo.com.br",
  nameServers: ["ns1.provedor.com.br", "ns2.provedor.com.br"],
  webAddresses: ["203.0.113.7"],
  mailHost: "",
  adminEmail: "",
  hosts: [],
};
const find = (zone: readonly RecordSet[], name: string, type: string) =>
  zone.find((set) => set.name === name && set.type === type)?.records;

describe("a domain's zone (C94, C98)", () => {
  it("says that a domain without mail sends none", () => {
    const zone = zoneOf(plan);
    expect(find(zone, "exemplo.com.br.", "MX")).to.equal(undefined);
    expect(find(zone, "exemplo.com.br.", "TXT")).to.deep.equal(['"v=spf1 -all"']);
  });

  it("names a mail server that has only an address", () => {
    const zone = zoneOf({ ...plan, mailHost: "2001:db8::25" });
    expect(find(zone, "exemplo.com.br.", "MX")).to.deep.equal(["10 mail.exemplo.com.br."]);
    expect(find(zone, "mail.exemplo.com.br.", "AAAA")).to.deep.equal(["2001:db8::25"]);
  });

  it("lets an alias stand alone: its own www takes the place of the site's (S45)", () => {
    const www = { name: "www", type: "alias" as const, pointsTo: "loja.exemplo.com.br" };
    const zone = zoneOf({ ...plan, hosts: [www] });
    const types = zone.filter(({ name }) => name === "www.exemplo.com.br.").map(({ type }) => type);
    expect(types).to.deep.equal(["CNAME"]);
  });

  it("is the same whatever serial and order the server gives it, and no other way", () => {
    const zone = zoneOf(plan);
    const served = zone
      .map((set) => ({
        ...set,
        records: set.records.map((text) =>
          set.type === "SOA" ? text.replace(" 0 10800", " 2026112301 10800") : text,
        ),
      }))
      .toReversed();
    expect(sameSets(zone, served)).to.equal(true);
    const added = {
      name: "x.exemplo.com.br.",
      type: "A" as const,
      ttl: 60,
      records: ["192.0.2.1"],
    };
    const { changed, removed } = differencesOf([...served, added], zone);
    expect([changed, removed]).to.deep.equal([[], [added]]);
  });
});

describe("a page that visitors are sent to (S47, S48)", () => {
  it("is a plain address", () => {
    for (const page of [
      "https://loja.com.br",
      "http://203.0.113.7:8080/a/b.html?x=1&y=2",
      "https://xn--aa-4iaz.com.br/caf%C3%A9",
    ])
      expect(isRedirect(page), page).to.equal(true);
  });

  it("is nothing that an interpreter reads, plain, encoded or encoded twice", () => {
    const marks = [
      "\n",
      "\r",
      "\t",
      ";",
      "{",
      "}",
      "#",
      "$",
      '"',
      "'",
      "\\",
      "\u2028",
      " ",
      "`",
      "|",
    ];
    for (const mark of marks) {
      const forms = [mark, encodeURIComponent(mark), encodeURIComponent(encodeURIComponent(mark))];
      for (const form of mark === "'" ? [mark, "%27"] : forms)
        expect(isRedirect(`https://loja.com.br/a${form}b`), JSON.stringify(form)).to.equal(false);
    }
    for (const page of [
      "https://u:p@loja.com.br/",
      "//loja.com.br",
      "https://loja/",
      "ftp://a.com",
    ])
      expect(isRedirect(page), page).to.equal(false);
  });
});
