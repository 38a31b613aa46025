import { expect } from "chai";
import { formatCents, parseCents, payable, typedCents } from "./money.ts";

describe("money", () => {
  it("is read with a decimal comma", () => {
    expect(parseCents("25")).to.equal(2_500);
    expect(parseCents("25,5")).to.equal(2_550);
    expect(parseCents("R$ 1.234,56")).to.equal(123_456);
  });

  it("is not guessed from what is ambiguous", () => {
    expect(parseCents("25.00")).to.equal(undefined);
    expect(parseCents("12,345")).to.equal(undefined);
    expect(parseCents("")).to.equal(undefined);
  });

  it("is no number where it cannot be read, and nothing where nothing was typed", () => {
    expect(typedCents("25.00")).to.deep.equal(Number.NaN);
    expect(typedCents("25,0x")).to.deep.equal(Number.NaN);
    expect(typedCents(" ")).to.equal(undefined);
    expect(typedCents("25,00")).to.equal(2_500);
    expect(payable(1_000, { amountCents: Number.NaN })).to.equal(1_000);
  });

  it("is written with two places", () => {
    expect(formatCents(123_450, "pt-BR")).to.equal("1.234,50");
  });

  it("takes a discount in R$ or in % off the price (C37, C38)", () => {
    expect(payable(10_000, { amountCents: 2_500 })).to.equal(7_500);
    expect(payable(9_999, { percent: 50 })).to.equal(5_000);
    expect(payable(1_000, { amountCents: 5_000 })).to.equal(0);
    expect(payable(1_000, {})).to.equal(1_000);
  });
});
