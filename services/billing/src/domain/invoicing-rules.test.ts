import { expect } from "chai";
import { describe, it } from "mocha";
import { checkRules, policyOf, usualRules } from "./invoicing-rules.ts";
import { dueBy } from "./settlement.ts";

const usual = usualRules("u");
const problemOf = (more: Partial<typeof usual>) => {
  try {
    checkRules({ ...usual, ...more });
    return "";
  } catch (error) {
    const { fields = [] } = error as { readonly fields?: readonly { readonly pointer: string }[] };
    return fields.map(({ pointer }) => pointer).join(" ");
  }
};

describe("what a unit asks for late payment (R17)", () => {
  it("is what the law allows where nobody has said otherwise, and never more", () => {
    expect(problemOf({})).to.equal("");
    expect(problemOf({ lateFineBasisPoints: 201 })).to.equal("/lateFineBasisPoints");
    expect(problemOf({ lateInterestBasisPoints: 101 })).to.equal("/lateInterestBasisPoints");
    expect(problemOf({ lateFineBasisPoints: -1 })).to.equal("/lateFineBasisPoints");
    expect(problemOf({ lateFineBasisPoints: 1.5 })).to.equal("/lateFineBasisPoints");
    expect(problemOf({ minimumInvoiceCents: 10_001n })).to.equal("/minimumInvoiceCents");
    expect(problemOf({ minimumInvoiceCents: -1n })).to.equal("/minimumInvoiceCents");
  });

  it("is charged by its own percentages, or not at all", () => {
    const debt = { totalCents: 9_000n, dueOn: "2026-06-10" };
    const late = (fine: number, interest: number) =>
      dueBy(
        debt,
        [],
        policyOf({ lateFineBasisPoints: fine, lateInterestBasisPoints: interest }),
        "2026-06-20",
      ).lateCents;
    expect(late(200, 100)).to.equal(210n);
    expect(late(150, 0)).to.equal(135n);
    expect(late(0, 0)).to.equal(0n);
  });
});
