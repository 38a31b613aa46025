import { expect } from "chai";
import { describe, it } from "mocha";
import { checkDebitAccount, masked, normaliseDebitAccount } from "./debit-account.ts";

const account = {
  id: "d",
  version: 1n,
  customerId: "c",
  bankCode: "001",
  agency: "1234-x",
  account: "12.345-6",
  holder: " João da Silva ",
  document: "529.982.247-25",
};

describe("a debit account", () => {
  it("C55: is written as banks write it, and refused where it cannot be one", () => {
    const plain = normaliseDebitAccount(account);
    expect(plain).to.include({ agency: "1234-X", account: "12345-6", document: "52998224725" });
    expect(() => checkDebitAccount(plain)).to.not.throw();
    for (const wrong of [
      { bankCode: "1" },
      { agency: "" },
      { account: "12345-67" },
      { document: "52998224724" },
      { holder: "" },
    ])
      expect(() => checkDebitAccount({ ...plain, ...wrong }), JSON.stringify(wrong)).to.throw();
  });

  it("C35: shows the last four signs of account and document", () => {
    const shown = masked(normaliseDebitAccount(account));
    expect([shown.account, shown.document]).to.deep.equal(["•••45-6", "•••••••4725"]);
  });
});
