import { expect } from "chai";
import { discountText } from "./discount.ts";

describe("the discount in the side panel (C44)", () => {
  it("is shown in percent, whichever way it was given (C37)", () => {
    expect(discountText({ priceCents: 10_000, discount: { percent: 12.5 } }, "pt-BR")).to.equal(
      "12,5 %",
    );
    const inMoney = discountText({ priceCents: 10_000, discount: { amountCents: 2_500 } }, "pt-BR");
    expect(inMoney).to.equal("25 % (R$ 25,00)");
  });

  it("is nothing where there is none", () => {
    expect(discountText({ priceCents: 10_000, discount: null }, "pt-BR")).to.equal("");
    expect(discountText({ priceCents: 0, discount: { amountCents: 5 } }, "pt-BR")).to.equal("");
  });
});
