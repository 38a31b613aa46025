import { expect } from "chai";
import { editBodyOf, newBodyOf, tabOf } from "./domain-form.ts";

const blank = { name: "Padaria-São-José.com.br", statistics: true, saveOnServer: true };

describe("the form of a domain", () => {
  it("C93: sends the name as servers keep it, and no logins that were left blank", () => {
    expect(newBodyOf({ ...blank, admin: { username: " " }, ftp: {} })).to.deep.equal({
      name: "xn--padaria-so-jos-yhb5h.com.br",
      registeredOn: "",
      developer: { name: "", phone: "", email: "" },
      statistics: true,
      saveOnServer: true,
    });
  });

  it("C94: sends the logins that were given", () => {
    const ftp = { username: "padaria ", password: "senha-do-site" };
    expect(newBodyOf({ ...blank, ftp, admin: { username: "ana" } })).to.deep.include({
      ftp: { username: "padaria", password: "senha-do-site" },
      admin: { username: "ana" },
    });
  });

  it("C95: sends a cleared day as blank, and no password that stays", () => {
    const changed = { registeredOn: null, admin: { username: "ana", password: "" } };
    expect(editBodyOf(changed)).to.deep.equal({ registeredOn: "", admin: { username: "ana" } });
    expect(editBodyOf({ notes: "x" })).to.deep.equal({ notes: "x" });
  });

  it("finds the tab of a mistake", () => {
    expect(["name", "developer"].map(tabOf)).to.deep.equal(["registration", "registration"]);
    expect(["ftp", "dns1", "redirectTo"].map(tabOf)).to.deep.equal([
      "servers",
      "servers",
      "servers",
    ]);
  });
});
