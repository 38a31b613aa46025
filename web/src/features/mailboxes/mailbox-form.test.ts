import { expect } from "chai";
import { describe, it } from "mocha";
import { editOf, emptySettings, newBodyOf, settingsOf } from "./mailbox-form.ts";

describe("the form of a mailbox", () => {
  it("C74: copies to nobody once it is switched off, whatever address still stands there", () => {
    const typed = { ...emptySettings, copyTo: " Ana@Exemplo.com.br " };
    expect(settingsOf(typed).copyTo).to.equal("");
    expect(settingsOf({ ...typed, copies: true }).copyTo).to.equal("ana@exemplo.com.br");
  });

  it("C78: names an address only where it is another one", () => {
    const form = { ...emptySettings, address: " Ana@x.com.br" };
    expect(editOf(form, "ana@x.com.br")).to.not.have.property("address");
    expect(editOf(form, "bia@x.com.br")).to.include({ address: "ana@x.com.br" });
  });

  it("C72: makes the address of its two parts, and nothing else of the form goes along", () => {
    const form = { ...emptySettings, localPart: "ana", domain: "x.com.br", password: "segredo-1" };
    expect(newBodyOf(form, true)).to.deep.equal({
      address: "ana@x.com.br",
      password: "segredo-1",
      additional: true,
      copyTo: "",
      autoReply: "",
      antispam: false,
      antivirus: false,
      saveOnServer: true,
    });
  });
});
