import { expect } from "chai";
import { describe, it } from "mocha";
import { noCard } from "./card.ts";
import { checkDebitAccount, masked, normaliseDebitAccount } from "./debit-account.ts";

const account = {
  ...noCard,
  kind: "account",
  id: "d",
  version: 1n,
  customerId: "c",
  bankCode: "001",
  agency: "1234-x",
  account: "12.345-6",
  holder: " João da Silva ",
  document: "529.982.247-25",
};

const card = {
  kind: "card",
  customerId: "",
  bankCode: "",
  agency: "",
  account: "",
  document: "",
  holder: "Ana Prado",
  cardToken: "tok_9f8a7b6c5d",
  cardBrand: "Visa",
  cardLastDigits: "1111",
  cardExpires: "2028-12",
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

  it("C55: is a card by its acquirer's token, and by no card number, wherever that is typed", () => {
    const kept = normaliseDebitAccount(card);
    expect(() => checkDebitAccount(kept)).to.not.throw();
    const shown = masked({ ...kept, id: "", version: 1n });
    expect(JSON.stringify({ ...shown, version: 1 })).to.not.include("tok_");
    expect(shown).to.include({ account: "", cardLastDigits: "1111" });
    const wrong = (more: object): readonly string[] => {
      try {
        checkDebitAccount(normaliseDebitAccount({ ...card, ...more }));
        return [];
      } catch (error) {
        return (error as { fields: { pointer: string }[] }).fields.map(({ pointer }) => pointer);
      }
    };
    for (const number of ["4111111111111111", "4111 1111 1111 1111", "tok-4111-1111-1111-1111"])
      expect(wrong({ cardToken: number }), number).to.include("/cardToken");
    expect(wrong({ holder: "Ana 5555 5555 5555 4444" })).to.deep.equal(["/holder"]);
    expect(wrong({ cardBrand: "" })).to.deep.equal(["/cardBrand"]);
    expect(wrong({ cardLastDigits: "11" })).to.deep.equal(["/cardLastDigits"]);
    expect(wrong({ cardExpires: "2028-13" })).to.deep.equal(["/cardExpires"]);
    expect(wrong({ cardToken: "" })).to.deep.equal(["/cardToken"]);
  });
});
