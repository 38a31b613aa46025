import { expect } from "chai";
import { describe, it } from "mocha";
import { fineOf, legalCapOf } from "./fine.ts";

const terms = {
  priceCents: 12_000n,
  payableCents: 9_000n,
  installFeeCents: 10_000n,
  installments: 3,
  validityMonths: 12,
  expiresOn: "2026-11-20",
  fineFormula: "beneficio * meses_restantes / meses_contrato",
};

const ending = (on: string) => ({ on, installmentsBilled: [] });

describe("C54: D15: the fine of a contract that is broken", () => {
  it("V28: is the benefit by the months that are left in full", () => {
    expect(fineOf(terms, ending("2026-06-20"))).to.deep.include({
      amountCents: 15_000n,
      problem: "",
    });
    expect(fineOf(terms, ending("2026-06-21")).amountCents).to.equal(12_000n);
    expect(fineOf(terms, ending("2026-06-20")).values).to.include({
      beneficio: 36_000n,
      meses_restantes: 5n,
      dias_restantes: 153n,
      parcelas_abertas: 10_000n,
    });
  });

  it("V28: is nothing once the contract has run its time, and says why", () => {
    const fulfilled = { amountCents: 0n, problem: "billing.contract_fulfilled" };
    expect(fineOf(terms, ending("2026-11-20"))).to.deep.include(fulfilled);
    expect(fineOf({ ...terms, fineFormula: "300,00" }, ending("2027-01-01"))).to.deep.include(
      fulfilled,
    );
  });

  it("V27: is the fixed amount, also where the contract binds for no time", () => {
    const fixed = { ...terms, fineFormula: "300,00" };
    expect(fineOf(fixed, ending("2026-06-20")).amountCents).to.equal(30_000n);
    const free = { ...fixed, validityMonths: 0, expiresOn: "2025-11-20" };
    expect(fineOf(free, ending("2026-06-20")).amountCents).to.equal(30_000n);
  });

  it("is nothing where the formula cannot be computed, and says why", () => {
    const free = { ...terms, validityMonths: 0, expiresOn: null };
    const divides = "billing.formula_divides_by_zero";
    expect(fineOf(free, ending("2026-06-20"))).to.deep.include({
      amountCents: 0n,
      problem: divides,
    });
    const wrong = { ...terms, fineFormula: "metade" };
    expect(fineOf(wrong, ending("2026-06-20")).problem).to.equal("billing.formula_invalid");
    expect(fineOf({ ...terms, fineFormula: "" }, ending("2026-06-20")).problem).to.equal("");
    const huge = { ...terms, fineFormula: "999999999999999 * 999999999999999" };
    const tooLarge = { amountCents: 0n, problem: "billing.fine_too_large" };
    expect(fineOf(huge, ending("2026-06-20"))).to.deep.include(tooLarge);
  });

  it("may be no more than the benefit by the months that are left, of a year at most (Resolução Anatel 765/2023)", () => {
    const cap = (on: string, more: object = {}) => legalCapOf({ ...terms, ...more }, on);
    // The usual formula asks for just that.
    for (const on of ["2026-06-20", "2026-06-21", "2026-11-19", "2026-11-20"])
      expect(cap(on), on).to.equal(fineOf(terms, ending(on)).amountCents);
    expect(cap("2026-06-20")).to.equal(15_000n);
    // Bound for two years, he is free after the first one.
    const long = { validityMonths: 24, expiresOn: "2027-11-20" };
    expect(cap("2026-06-20", long)).to.equal(15_000n);
    expect(cap("2026-11-20", long)).to.equal(0n);
    expect(cap("2026-06-20", { payableCents: 12_000n })).to.equal(0n);
    expect(cap("2026-06-20", { validityMonths: 0, expiresOn: null })).to.equal(0n);
  });

  it("counts months by the calendar, also from the end of a long one", () => {
    const months = (on: string, expiresOn: string) =>
      fineOf({ ...terms, expiresOn }, ending(on)).values.meses_restantes;
    expect(months("2026-01-31", "2026-02-28")).to.equal(1n);
    expect(months("2026-01-30", "2026-03-29")).to.equal(1n);
    expect(months("2026-12-15", "2027-12-15")).to.equal(12n);
  });
});
