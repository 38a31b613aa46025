import { expect } from "chai";
import { commitOf, orderOf, payableAfter } from "./order.ts";

const today = "2026-11-23";

describe("the order that a dialog's fields ask for", () => {
  it("C48: is none before a plan is chosen, starts without trial, and names a day only if another", () => {
    expect(orderOf("change-plan", { on: today }, today)).to.equal(undefined);
    const order = orderOf("change-plan", { on: today, planId: "p" }, today);
    expect(order).to.include({ planId: "p", trialDays: 0 });
    expect(order).not.to.have.any.keys("on", "discount");
    expect(orderOf("change-plan", { on: "2026-12-01", planId: "p" }, today))
      .to //
      .include({ on: "2026-12-01" });
  });

  it("C48: waits for a discount that is being typed", () => {
    const form = { on: today, planId: "p", discountKind: "amount" as const };
    expect(orderOf("change-plan", form, today)).to.equal(undefined);
    const typed = { ...form, discount: { amountCents: 500 } };
    expect(orderOf("change-plan", typed, today)?.discount).to.deep.equal({ amountCents: 500 });
    expect(payableAfter(9_990, typed, { priceCents: 0 })).to.equal(9_490);
    const present = { priceCents: 0, discount: { percent: 10 } };
    expect(payableAfter(10_000, {}, present)).to.equal(9_000);
  });

  it("D19: keeps the login's password and empties mailboxes unless asked otherwise", () => {
    expect(orderOf("transfer", { on: today, customerId: "c" }, today)).to.deep.equal({
      customerId: "c",
      loginPassword: "keep",
      mailboxes: "empty",
    });
  });

  it("C56: needs no day to delete", () => {
    expect(orderOf("delete", { confirm: "12" }, today)).to.deep.equal({ confirm: "12" });
  });

  it("C54, C56: is sent as it was previewed", () => {
    expect(commitOf("cancel", "s", { reasonId: "r" }, "v")).to.deep.equal({
      path: "/subscriptions/s/cancel",
      method: "POST",
      body: { reasonId: "r", previewId: "v" },
    });
    const { method, query } = commitOf("delete", "s", { confirm: "12" }, "v");
    expect(method).to.equal("DELETE");
    expect(query).to.deep.equal({ on: undefined, confirm: "12", previewId: "v" });
  });
});
