import { expect } from "chai";
import { describe, it } from "mocha";
import { checkDiscountLimit, type Discount, isDiscountFor, payable } from "./discount.ts";

const percent = (percentHundredths: number): Discount => ({ kind: "percent", percentHundredths });
const amount = (amountCents: bigint): Discount => ({ kind: "amount", amountCents });

describe("a discount", () => {
  it("comes off in R$ or in %, rounded half up to a centavo (C37, C38)", () => {
    expect(payable(10_000n, amount(2_500n))).to.equal(7_500n);
    expect(payable(10_000n, percent(5_000))).to.equal(5_000n);
    expect(payable(8_999n, percent(3_333))).to.equal(6_000n);
    expect(payable(10_000n, null)).to.equal(10_000n);
  });

  it("may take off everything, and no more than that (C37)", () => {
    expect(isDiscountFor(9_000n, percent(10_000))).to.equal(true);
    expect(isDiscountFor(9_000n, percent(10_100))).to.equal(false);
    expect(isDiscountFor(9_000n, percent(-1))).to.equal(false);
    expect(isDiscountFor(9_000n, amount(9_000n))).to.equal(true);
    expect(isDiscountFor(9_000n, amount(9_001n))).to.equal(false);
    expect(payable(9_000n, percent(10_000))).to.equal(0n);
  });

  it("stays within what the operator's role may take off", () => {
    const refused = (discount: Discount | null, most: number | null) => () =>
      checkDiscountLimit(10_000n, discount, most);
    expect(refused(percent(1_000), 10)).to.not.throw();
    expect(refused(amount(1_000n), 10)).to.not.throw();
    expect(refused(percent(1_001), 10)).to.throw("10 %");
    expect(refused(amount(1_001n), 10)).to.throw("10 %");
    expect(refused(amount(1n), 0)).to.throw("0 %");
    expect(refused(null, 0)).to.not.throw();
    expect(refused(percent(10_000), null)).to.not.throw();
  });
});
