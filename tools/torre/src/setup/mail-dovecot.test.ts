import { expect } from "chai";
import { describe, it } from "mocha";
import { dovecotTemplates } from "./mail-dovecot.ts";

describe("the templates of Dovecot", () => {
  it("are those of the version that is there, and of no other", () => {
    expect(dovecotTemplates("2.3.19.1 (9b53102964)\n")).to.equal("mail/dovecot-2.3");
    expect(dovecotTemplates("2.4.1-4 (7d8c0e5759)\n")).to.equal("mail/dovecot-2.4");
    for (const told of ["2.2.36", "3.0.0", "2.41.0", ""])
      expect(() => dovecotTemplates(told), told).to.throw("not known here");
  });
});
