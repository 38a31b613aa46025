import { expect } from "chai";
import { isCnpj, isCpf } from "./documents.ts";

describe("document numbers", () => {
  it("accept a right CPF and refuse a wrong digit", () => {
    expect(isCpf("52998224725")).to.equal(true);
    expect(isCpf("52998224726")).to.equal(false);
    expect(isCpf("11111111111")).to.equal(false);
  });

  it("accept a numeric and an alphanumeric CNPJ", () => {
    expect(isCnpj("11222333000181")).to.equal(true);
    expect(isCnpj("12ABC34501DE35")).to.equal(true);
    expect(isCnpj("12ABC34501DE36")).to.equal(false);
  });
});
