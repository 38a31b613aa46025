import { expect } from "chai";
import {
  caretAfter,
  cnpjMask,
  cpfMask,
  formatDocument,
  phoneMask,
  postcodeMask,
  significantBefore,
} from "./masks.ts";

describe("masks", () => {
  it("write a CPF as it is typed", () => {
    expect(cpfMask.format(cpfMask.strip("5299822472"))).to.equal("529.982.247-2");
    expect(cpfMask.format(cpfMask.strip("529.982.247-25 "))).to.equal("529.982.247-25");
  });

  it("take letters in a CNPJ, upper-cased, but not in its check digits", () => {
    expect(cnpjMask.strip("12.abc.345/01de-35")).to.equal("12ABC34501DE35");
    expect(cnpjMask.strip("12ABC34501DEX35")).to.equal("12ABC34501DE35");
    expect(formatDocument("12ABC34501DE35")).to.equal("12.ABC.345/01DE-35");
  });

  it("give a mobile its ninth digit and a landline none", () => {
    expect(phoneMask.format("43999887766")).to.equal("(43) 99988-7766");
    expect(phoneMask.format("4333221100")).to.equal("(43) 3322-1100");
  });

  it("write a postcode", () => {
    expect(postcodeMask.format("86010100")).to.equal("86010-100");
  });

  it("keep the caret behind the character that was typed", () => {
    expect(significantBefore("529.982", 5)).to.equal(4);
    expect(caretAfter("529.982.2", 4)).to.equal(5);
    expect(caretAfter("529", 9)).to.equal(3);
  });
});
